package io.sensorium.worker.share;

import io.sensorium.worker.answer.Answer;
import java.util.concurrent.CompletableFuture;

/**
 * A moment on its way.
 *
 * @param answer completes with what to publish; exceptionally where that cannot be said
 * @param bytes of payload that it holds
 * @param drop tells that nobody wants the answer any more
 */
public record Taken(CompletableFuture<Answer> answer, long bytes, Runnable drop) {}
