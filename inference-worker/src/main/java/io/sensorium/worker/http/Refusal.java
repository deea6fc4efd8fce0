package io.sensorium.worker.http;

import io.sensorium.worker.repository.RepositoryException;
import io.sensorium.worker.rollout.RolloutException;
import io.sensorium.worker.serve.ServeException;
import io.sensorium.worker.tensor.ModelException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was turned down, as its sender reads it.
 *
 * @param status of the answer
 * @param error what was expected, what was found and what to do
 */
record Refusal(int status, String error) {
  static final int BAD_REQUEST = 400;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int NOT_ALLOWED = 405;
  static final int CONFLICT = 409;
  static final int TOO_LARGE = 413;
  static final int TOO_MANY = 429;
  static final int FAILED = 500;
  static final int UNAVAILABLE = 503;

  static Refusal of(int status, String expected, String found, String fix) {
    return new Refusal(status, "expected " + expected + ", found " + found + ". " + fix + ".");
  }

  static RefusedException badRequest(String expected, String found, String fix) {
    return of(BAD_REQUEST, expected, found, fix).asException();
  }

  /** The refusal that a failure stands for. */
  static Refusal of(Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof RefusedException refused) {
      return refused.refusal();
    }
    if (cause instanceof ServeException served) {
      return new Refusal(status(served.kind()), text(cause));
    }
    if (cause instanceof RolloutException
        || cause instanceof ModelException
        || cause instanceof RepositoryException) {
      return new Refusal(CONFLICT, text(cause));
    }
    return of(FAILED, "an answer", "a fault of the worker", "See the worker's log");
  }

  RefusedException asException() {
    return new RefusedException(this);
  }

  /** Whether the same request may succeed a little later. */
  boolean passes() {
    return status == TOO_MANY || status == UNAVAILABLE;
  }

  private static int status(ServeException.Kind kind) {
    return switch (kind) {
      case UNKNOWN -> NOT_FOUND;
      case UNFIT -> BAD_REQUEST;
      case FULL -> TOO_MANY;
      case UNAVAILABLE -> UNAVAILABLE;
      case FAILED -> FAILED;
    };
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    @Nullable Throwable inner = cause.getCause();
    while (inner != null
        && (cause instanceof CompletionException || cause instanceof ExecutionException)) {
      cause = inner;
      inner = cause.getCause();
    }
    return cause;
  }

  private static String text(Throwable cause) {
    return String.valueOf(cause.getMessage());
  }
}
