package io.sensorium.worker.payload;

import io.sensorium.event.EventReference;
import io.sensorium.event.MissingReason;
import io.sensorium.event.Modality;
import io.sensorium.event.Moment;
import io.sensorium.event.MomentInput;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.MissingPayload;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.PayloadEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Resolves the references of moments to payloads. Safe to call from any thread. */
public final class PayloadResolver implements AutoCloseable {
  private final Set<String> inputs;
  private final SourceRecords records;
  private final PayloadReader reader;
  private final RegistryRetry retry;

  /**
   * @param inputs names of the inputs that some model uses; of others nothing is read
   * @param records closed with this
   */
  public PayloadResolver(
      Set<String> inputs, SourceRecords records, PayloadReader reader, RegistryRetry retry) {
    this.inputs = Set.copyOf(inputs);
    this.records = records;
    this.reader = reader;
    this.retry = retry;
  }

  /**
   * Finds what a moment's references stand for. While the broker or the registry cannot be reached
   * the answer waits.
   *
   * @return completes with what could be had, and with why the rest could not; cancelled where the
   *     moment's partition is released first
   */
  public CompletableFuture<MomentPayloads> resolve(Moment moment) {
    List<CompletableFuture<InputPayload>> parts = new ArrayList<>();
    for (MomentInput input : moment.getInputs()) {
      if (inputs.contains(input.getName())) {
        parts.add(resolve(input));
      }
    }
    return all(parts).thenApply(resolved -> new MomentPayloads(moment, resolved));
  }

  /** Bytes of payload that {@link #resolve} will hold for that moment. */
  public long bytes(Moment moment) {
    long bytes = 0;
    for (MomentInput input : moment.getInputs()) {
      if (inputs.contains(input.getName())) {
        for (EventReference event : input.getEvents()) {
          bytes += event.getLength();
        }
      }
    }
    return bytes;
  }

  /** Stops following what moments of that partition refer to, and cancels what waits for it. */
  public void release(int partition) {
    records.release(partition);
  }

  @Override
  public void close() {
    records.close();
  }

  private CompletableFuture<InputPayload> resolve(MomentInput input) {
    List<CompletableFuture<PayloadReader.Result>> parts = new ArrayList<>(input.getEvents().size());
    for (EventReference event : input.getEvents()) {
      parts.add(resolve(input.getModality(), event));
    }
    return all(parts).thenApply(results -> collect(input, results));
  }

  private CompletableFuture<PayloadReader.Result> resolve(
      Modality modality, EventReference reference) {
    if (modality == Modality.TEXT) {
      String text = reference.getText();
      return CompletableFuture.completedFuture(
          text == null
              ? PayloadReader.missing(
                  reference, MissingReason.UNREADABLE, "expected the text inline, found none")
              : new PayloadReader.Result.Present(new PayloadEvent.Text(reference, text)));
    }
    return records
        .read(RecordAddress.of(reference))
        .thenCompose(lookup -> open(modality, reference, lookup));
  }

  private CompletableFuture<PayloadReader.Result> open(
      Modality modality, EventReference reference, Lookup lookup) {
    if (lookup instanceof Lookup.Found found) {
      return retry.call(() -> reader.read(modality, reference, found.value()));
    }
    String detail = ((Lookup.Gone) lookup).detail();
    return CompletableFuture.completedFuture(
        PayloadReader.missing(reference, MissingReason.EXPIRED, detail));
  }

  private static InputPayload collect(MomentInput input, List<PayloadReader.Result> results) {
    List<PayloadEvent> events = new ArrayList<>();
    List<MissingPayload> lost = new ArrayList<>();
    for (PayloadReader.Result result : results) {
      if (result instanceof PayloadReader.Result.Present present) {
        events.add(present.event());
      } else if (result instanceof PayloadReader.Result.Missing missing) {
        lost.add(missing.payload());
      }
    }
    return new InputPayload(input.getName(), input.getModality(), events, lost);
  }

  private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> parts) {
    if (parts.size() == 1) {
      return parts.get(0).thenApply(List::of);
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> parts.stream().map(CompletableFuture::join).toList());
  }
}
