package io.sensorium.worker.rollout;

import io.sensorium.config.ConfigException;
import io.sensorium.pipeline.Inference;
import io.sensorium.pipeline.Step;
import io.sensorium.worker.moment.Predictor;
import io.sensorium.worker.repository.ModelRepository;
import io.sensorium.worker.repository.RepositoryException;
import io.sensorium.worker.rollout.compare.ComparisonSink;
import io.sensorium.worker.rollout.compare.ComparisonWriter;
import io.sensorium.worker.rollout.compare.ShadowRun;
import io.sensorium.worker.tensor.ModelException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models of a worker, from the first ones that it loads to the last ones that it frees. */
public final class Rollout implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);

  private final RolloutTally tally = new RolloutTally();
  private final VersionLedger ledger = new VersionLedger();
  private final ExecutorService standIns = Executors.newSingleThreadExecutor(named("stand-ins"));
  private final ExecutorService closing = Executors.newSingleThreadExecutor(named("model-closer"));
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, named("model-watch"));
  private final ComparisonSink comparisons;
  private final LivePredictor live;
  private final Routes routes;
  private final RolloutControl control;

  private Rollout(
      RolloutConfig config,
      Map<String, Set<String>> following,
      ModelRepository repository,
      GraphLoader loader,
      ComparisonSink comparisons,
      InstantSource clock) {
    this.comparisons = comparisons;
    try {
      RunningGraph first = new FirstGraph(repository, loader, following, ledger).open();
      live = new LivePredictor(first, standIns, tally);
    } catch (RuntimeException failed) {
      stopThreads();
      throw failed;
    }
    routes =
        new Routes(
            live,
            config.rollBack(),
            tally,
            (work, after) -> {
              var unused = timer.schedule(work, after.toNanos(), TimeUnit.NANOSECONDS);
            },
            closing,
            ledger);
    GraphOpener opener = new GraphOpener(repository, loader, ledger, tally);
    control =
        new RolloutControl(
            repository,
            opener,
            routes,
            ledger,
            new BesideChange(
                opener,
                routes,
                (graph, version) ->
                    ShadowRun.start(
                        graph.predictor(),
                        new ComparisonWriter(version.model(), version.version(), clock),
                        comparisons,
                        tally)));
  }

  /**
   * Loads the models, begins to look for new versions where that is configured, and tries canary
   * and shadow of the configuration; if those do not load, what serves does without them.
   *
   * @param comparisons closed by the caller, after this
   * @param clock says when comparisons were made
   * @throws ModelException if a model does not load or does not fit
   * @throws RepositoryException if the repository lacks something
   */
  public static Rollout start(
      RolloutConfig config,
      Inference inference,
      ModelRepository repository,
      GraphLoader loader,
      ComparisonSink comparisons,
      InstantSource clock) {
    Map<String, Set<String>> following = following(inference);
    Rollout rollout = new Rollout(config, following, repository, loader, comparisons, clock);
    rollout.begin(config);
    if (config.polls()) {
      RepositoryWatch watch = new RepositoryWatch(repository, following.keySet(), rollout.ledger);
      long nanos = config.interval().toNanos();
      var unused =
          rollout.timer.scheduleWithFixedDelay(
              () -> rollout.look(watch), nanos, nanos, TimeUnit.NANOSECONDS);
    }
    return rollout;
  }

  /** Runs moments on the models as they are at the time. */
  public Predictor predictor() {
    return live;
  }

  /** What can be asked and changed. */
  public ModelControl control() {
    return control;
  }

  /** What has become of changes so far. */
  public RolloutCounts counts() {
    return tally.counts(comparisons::lost);
  }

  /** Waits for a change under way and for the moments that were submitted, then frees all. */
  @Override
  public void close() {
    live.close();
    timer.shutdownNow();
    control.close();
    routes.close();
    stopThreads();
  }

  /** Looks at the repository once, and loads what should serve. Never throws. */
  private void look(RepositoryWatch watch) {
    Routing now = routes.now();
    if (now.canary() != null || now.shadow() != null) {
      return; // Whoever tries a version decides when another one serves.
    }
    try {
      watch.look(now.serving().versions()).forEach(this::follow);
    } catch (RuntimeException bug) {
      LOG.error("A look at the model repository failed; it is looked at again", bug);
    }
  }

  private void follow(VersionName version) {
    try {
      control.follow(version);
    } catch (RolloutException notNow) {
      LOG.info("{} is not taken yet: {}", version, notNow.getMessage());
    } catch (ModelException | RepositoryException bad) {
      LOG.error("{} IS NOT TAKEN, what serves goes on: {}", version, bad.getMessage());
    }
  }

  private void begin(RolloutConfig config) {
    RolloutConfig.CanaryConfig canary = config.canary();
    if (canary != null) {
      tried(() -> control.canary(canary.model(), canary.version(), canary.share()));
    }
    RolloutConfig.ShadowConfig shadow = config.shadow();
    if (shadow != null) {
      tried(() -> control.shadow(shadow.model(), shadow.version()));
    }
  }

  private static void tried(Runnable change) {
    try {
      change.run();
    } catch (RolloutException | ModelException | RepositoryException | ConfigException refused) {
      LOG.error(
          "WITHOUT what the configuration wants beside what serves: {}", refused.getMessage());
    }
  }

  /** The models of which no step names a version, with their steps. */
  private static Map<String, Set<String>> following(Inference inference) {
    Map<String, Set<String>> steps = new TreeMap<>();
    for (Step step : inference.steps()) {
      steps.computeIfAbsent(step.model(), any -> new HashSet<>()).add(step.name());
    }
    List<String> named =
        inference.steps().stream().filter(step -> step.version() != null).map(Step::model).toList();
    named.forEach(steps::remove);
    return steps;
  }

  private void stopThreads() {
    timer.shutdownNow();
    closing.shutdown();
    standIns.shutdown();
  }

  private static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
