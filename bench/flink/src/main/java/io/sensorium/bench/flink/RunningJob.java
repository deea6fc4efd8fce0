package io.sensorium.bench.flink;

import io.sensorium.bench.contender.Contender;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/** A job from its start to its cancelling. */
final class RunningJob implements Contender.Running {
  private static final long CANCEL_SECONDS = 30;

  private final JobClient job;
  private final CompletableFuture<JobExecutionResult> result;
  private final long takenBefore;

  /**
   * @param takenBefore events that this JVM had taken before
   */
  RunningJob(JobClient job, long takenBefore) {
    this.job = job;
    this.result = job.getJobExecutionResult();
    this.takenBefore = takenBefore;
  }

  @Override
  public long taken() {
    return EventReader.taken() - takenBefore;
  }

  @Override
  public @Nullable Throwable failure() {
    if (!result.isCompletedExceptionally()) {
      return null;
    }
    try {
      result.join();
      return null;
    } catch (CompletionException | CancellationException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause;
    }
  }

  @Override
  public void close() {
    try {
      job.cancel().get(CANCEL_SECONDS, TimeUnit.SECONDS);
      result.get(CANCEL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | CancellationException e) {
      // the end of a cancelled job
    } catch (TimeoutException e) {
      throw new IllegalStateException("the job did not end", e);
    }
  }
}
