package io.sensorium.deploy.command;

import io.sensorium.config.ConfigException;
import io.sensorium.deploy.command.connection.BrokerCheck;
import io.sensorium.deploy.command.connection.ConnectionOptions;
import io.sensorium.deploy.deadletter.DeadLetterTopic;
import io.sensorium.deploy.deadletter.Letter;
import io.sensorium.deploy.deadletter.LetterLine;
import io.sensorium.deploy.deadletter.Replay;
import io.sensorium.deploy.deadletter.ReplayOptions;
import io.sensorium.deploy.deadletter.ReplaySummary;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at what could not be processed, and sends it back. */
@Command(
    name = "dead-letters",
    description = "List what could not be processed, or send it back to where it failed.",
    subcommands = {DeadLettersCommand.ListThem.class, DeadLettersCommand.SendBack.class})
final class DeadLettersCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(System.out);
    }
  }

  /** Prints dead letters. */
  @Command(name = "list", description = "Print the latest dead letters of a pipeline.")
  static final class ListThem implements Callable<Integer> {
    @Option(
        names = "--pipeline",
        required = true,
        paramLabel = "NAME",
        description = "The pipeline's name.")
    private String pipeline = "";

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "50",
        description = "How many, the latest of each partition last (default ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "As JSON lines, with the stack traces.")
    private boolean json;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
      if (limit < 1) {
        throw new ConfigException("expected --limit of at least 1, found " + limit);
      }
      BrokerCheck.require(connection.kafka());
      Deque<Letter> latest = new ArrayDeque<>();
      AtomicLong all = new AtomicLong();
      Map<TopicPartition, Long> replayed;
      try (DeadLetterTopic letters = DeadLetterTopic.open(connection.kafka(), pipeline)) {
        replayed = letters.replayed();
        letters.read(
            letter -> {
              all.incrementAndGet();
              latest.add(letter);
              if (latest.size() > limit) {
                latest.remove();
              }
              return true;
            });
      }
      for (Letter letter : latest) {
        boolean sent = letter.offset() < replayed.getOrDefault(letter.partition(), 0L);
        System.out.println(json ? LetterLine.json(letter, sent) : LetterLine.text(letter, sent));
      }
      if (!json) {
        System.out.printf("%,d dead letters, %,d shown%n", all.get(), latest.size());
      }
      return 0;
    }
  }

  /** Sends records back. */
  @Command(
      name = "replay",
      description = {
        "Send the records behind dead letters back to the topics where they failed.",
        "How far it has come is kept, so what was sent back is not sent again by a second run."
      })
  static final class SendBack implements Callable<Integer> {
    @Option(
        names = "--pipeline",
        required = true,
        paramLabel = "NAME",
        description = "The pipeline's name.")
    private String pipeline = "";

    @Option(
        names = "--partition",
        paramLabel = "P",
        description = "Only dead letters of this partition.")
    private @Nullable Integer partition;

    @Option(
        names = "--from-offset",
        paramLabel = "OFFSET",
        description =
            "Only dead letters from this offset of --partition on; earlier ones are passed over.")
    private @Nullable Long fromOffset;

    @Option(
        names = "--since",
        paramLabel = "INSTANT",
        description =
            "Only what failed at or after this instant, as 2026-01-31T12:00:00Z; the rest is passed"
                + " over.")
    private @Nullable String since;

    @Option(
        names = "--again",
        description = "Also what an earlier run has sent back or passed over.")
    private boolean again;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "" + Long.MAX_VALUE,
        description = "Look at so many at most (default: all).")
    private long limit;

    @Option(
        names = "--max-replays",
        paramLabel = "N",
        defaultValue = "3",
        description =
            "Leave what has been sent back so often and failed again (default ${DEFAULT-VALUE}).")
    private int maxReplays;

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
      ReplayOptions options =
          new ReplayOptions(
              partition, fromOffset, instant(since), again, limit, maxReplays, dryRun);
      BrokerCheck.require(connection.kafka());
      ReplaySummary summary = Replay.run(connection.kafka(), pipeline, options);
      summary.lines().forEach(System.out::println);
      return 0;
    }

    private static @Nullable Instant instant(@Nullable String text) {
      try {
        return text == null ? null : Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new ConfigException(
            "expected --since as 2026-01-31T12:00:00Z, found '%s'".formatted(text), e);
      }
    }
  }
}
