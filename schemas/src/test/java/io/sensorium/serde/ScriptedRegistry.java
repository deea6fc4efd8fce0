package io.sensorium.serde;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Confluent's mock client, which first fails as told and counts what it is asked. */
final class ScriptedRegistry extends MockSchemaRegistryClient {
  final Deque<Exception> failures = new ArrayDeque<>();
  final AtomicInteger lookups = new AtomicInteger();
  final AtomicInteger registrations = new AtomicInteger();

  /** Each request waits for it. */
  CountDownLatch gate = new CountDownLatch(0);

  @Override
  public ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
    lookups.incrementAndGet();
    failAsTold();
    return super.getSchemaById(id);
  }

  @Override
  public int register(String subject, ParsedSchema schema, boolean normalize)
      throws IOException, RestClientException {
    registrations.incrementAndGet();
    failAsTold();
    return super.register(subject, schema, normalize);
  }

  private void failAsTold() throws IOException, RestClientException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    Exception failure = failures.poll();
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof RestClientException rest) {
      throw rest;
    }
  }
}
