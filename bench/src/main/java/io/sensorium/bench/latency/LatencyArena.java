package io.sensorium.bench.latency;

import io.sensorium.bench.contender.RunSettings;
import io.sensorium.bench.jvm.BrokerJvm;
import io.sensorium.bench.jvm.ContenderJvm;
import io.sensorium.bench.jvm.JvmCommand;
import io.sensorium.bench.workload.ModelFolder;
import io.sensorium.bench.workload.Net;
import io.sensorium.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Broker, fusion and worker, each in a JVM of its own, and the threads that look at them. */
final class LatencyArena implements AutoCloseable {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final double STEP = 1.1;
  private static final double STEP_SECONDS = 8;

  private final BrokerJvm broker;
  private final ContenderJvm fusion;
  private final ContenderJvm worker;
  private final Journeys journeys;
  private final Feed feed;
  private final RawHops hops;
  private final Follower moments;
  private final Follower predictions;

  private LatencyArena(
      BrokerJvm broker,
      ContenderJvm fusion,
      ContenderJvm worker,
      Net net,
      Map<String, String> kafka)
      throws InterruptedException, ExecutionException {
    this.broker = broker;
    this.fusion = fusion;
    this.worker = worker;
    this.journeys = new Journeys(ModelFolder.PIPELINE, kafka);
    this.feed = new Feed(net, kafka, journeys);
    this.hops = RawHops.open(kafka, false);
    this.moments = Follower.start(kafka, Topics.moments(ModelFolder.PIPELINE), journeys::moment);
    this.predictions =
        Follower.start(kafka, Topics.predictions(ModelFolder.PIPELINE), journeys::prediction);
  }

  /**
   * Starts all.
   *
   * @param guarantee of fusion, as its key in the bench of fusion ends
   * @param files of the services' runs
   */
  static LatencyArena open(
      JvmCommand command, ModelFolder folder, Net net, String guarantee, Path files)
      throws InterruptedException, ExecutionException {
    BrokerJvm broker = BrokerJvm.start(command.broker(ModelFolder.PIPELINE, 1));
    ContenderJvm fusion =
        ContenderJvm.start(
            command.contender("io.sensorium.bench.peer.PeerMain", List.of("fusion-" + guarantee)));
    ContenderJvm worker =
        ContenderJvm.start(
            command.contender(
                "io.sensorium.bench.predictor.PredictorMain", List.of("worker", net.key(), "1")));
    Map<String, String> kafka = broker.kafka();
    fusion.begin(
        new RunSettings("fusion", kafka, folder.pipeline(), files.resolve("fusion"), "none"));
    worker.begin(
        new RunSettings("worker", kafka, folder.pipeline(), files.resolve("worker"), "none"));
    return new LatencyArena(broker, fusion, worker, net, kafka);
  }

  /** Milliseconds of records over three raw hops while nothing else runs. */
  double[] quietHops(boolean transactions) throws InterruptedException, ExecutionException {
    try (RawHops own = RawHops.open(broker.kafka(), transactions)) {
      double[] unused = own.pace(50, 3);
      return own.pace(50, 5);
    }
  }

  /** Predictions a second of events that are all there at once. */
  double burst(int events) throws InterruptedException {
    int before = journeys.arrived();
    feed.burst(events);
    // The first fifth is the start of the burst.
    await(before + events / 5);
    long began = System.nanoTime();
    int from = journeys.arrived();
    await(before + events);
    return (journeys.arrived() - from) * 1e9 / (System.nanoTime() - began);
  }

  /**
   * Events a second, sent live, that fusion and worker keep up with: the pace is raised until more
   * than a second's events are under way at its end.
   *
   * @param first the pace to begin with
   */
  double sustained(double first) throws InterruptedException {
    double held = first;
    for (double pace = first; keepsUp(pace); pace *= STEP) {
      held = pace;
    }
    return held;
  }

  private boolean keepsUp(double perSecond) throws InterruptedException {
    feed.pace(perSecond, STEP_SECONDS, hops);
    boolean keepsUp = feed.number() - journeys.arrived() <= perSecond;
    await((int) feed.number());
    double[] unused = hops.taken();
    return keepsUp;
  }

  /** Sends at a pace, and nothing of it counts. */
  void warmUp(double perSecond, double seconds) throws InterruptedException {
    feed.pace(perSecond, seconds, hops);
    double[] unused = hops.taken();
    await((int) feed.number());
  }

  /** Sends at a share of the capacity; the first seconds do not count. */
  Level level(double share, double capacity, double seconds, double warmUp)
      throws InterruptedException {
    double perSecond = share * capacity;
    feed.pace(perSecond, warmUp, hops);
    double[] unused = hops.taken();
    long from = feed.number();
    feed.pace(perSecond, seconds, hops);
    long to = feed.number();
    await((int) to);
    return new Level(share, perSecond, to - from, journeys.whole(from, to), hops.taken());
  }

  private void await(int predictions) throws InterruptedException {
    long began = System.nanoTime();
    while (journeys.arrived() < predictions && System.nanoTime() - began < LIMIT_NANOS) {
      fusion.taken();
      worker.taken();
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Override
  public void close() {
    feed.close();
    moments.close();
    predictions.close();
    hops.close();
    worker.close();
    fusion.close();
    broker.close();
  }
}
