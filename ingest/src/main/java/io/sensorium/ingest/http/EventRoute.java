package io.sensorium.ingest.http;

import io.sensorium.event.Modality;
import io.sensorium.ingest.payload.PayloadLimits;
import io.sensorium.ingest.publish.ByteBudget;
import io.sensorium.ingest.publish.Offer;
import io.sensorium.ingest.publish.Published;
import io.sensorium.ingest.publish.Publisher;
import io.sensorium.ingest.publish.SensorEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Takes one event a request and answers when Kafka has acknowledged it. On one event loop. */
final class EventRoute {
  static final String PATH = "/v1/:site/:modality/:sensor";
  private static final int ACCEPTED = 202;

  private final Vertx vertx;
  private final HttpConfig config;
  private final Publisher publisher;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PayloadDecoders decoders;
  private final ByteBudget buffered;

  EventRoute(
      Vertx vertx,
      HttpConfig config,
      Publisher publisher,
      InstantSource clock,
      RandomGenerator random) {
    this.vertx = vertx;
    this.config = config;
    this.publisher = publisher;
    this.clock = clock;
    this.random = random;
    this.decoders = new PayloadDecoders(config.limits().pixels());
    this.buffered = new ByteBudget(config.maxBuffered().bytes());
  }

  void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    try {
      EventHead head =
          EventHead.read(
              context.pathParam("site"),
              context.pathParam("modality"),
              context.pathParam("sensor"),
              request.headers(),
              clock,
              random);
      MediaType type = MediaType.parse(request.getHeader(HttpHeaders.CONTENT_TYPE));
      PayloadDecoder decoder =
          decoders.choose(head, type, request.headers(), context.queryParams());
      take(context, head, decoder);
    } catch (RefusedException e) {
      Answers.refuse(context, e.refusal());
    }
  }

  private void take(RoutingContext context, EventHead head, PayloadDecoder decoder) {
    HttpServerRequest request = context.request();
    String what = nameOf(head.modality());
    long limit = limitOf(head.modality());
    long declared = RequestBody.declaredLength(request);
    if (declared > limit) {
      throw Refusal.tooLarge(what, limit, declared + " bytes").asException();
    }
    long reserved = declared < 0 ? limit : declared;
    if (!buffered.tryTake(reserved)) {
      throw Refusal.saturated(buffered.taken() + " bytes of other requests on their way")
          .asException();
    }
    RequestBody.receive(request, what, limit)
        .map(decoder::decode)
        .compose(this::publish)
        .onComplete(done -> buffered.give(reserved))
        .onSuccess(published -> Answers.json(context, ACCEPTED, acknowledgement(head, published)))
        .onFailure(failure -> Answers.refuse(context, failure));
  }

  private Future<Published> publish(SensorEvent event) {
    Offer offer = publisher.offer(event);
    if (offer instanceof Offer.Accepted accepted) {
      return Future.fromCompletionStage(accepted.acknowledged(), vertx.getOrCreateContext())
          .timeout(config.acknowledgeWithin().toMillis(), TimeUnit.MILLISECONDS);
    }
    Offer.Saturated saturated = (Offer.Saturated) offer;
    return Future.failedFuture(
        Refusal.saturated(saturated.bytesInFlight() + " bytes that await Kafka's acknowledgement")
            .asException());
  }

  private static JsonObject acknowledgement(EventHead head, Published published) {
    return new JsonObject()
        .put("topic", published.topic())
        .put("partition", published.partition())
        .put("offset", published.offset())
        .put("id", head.id())
        .put("time_us", ChronoUnit.MICROS.between(java.time.Instant.EPOCH, head.time()));
  }

  private long limitOf(Modality modality) {
    PayloadLimits limits = config.limits();
    return switch (modality) {
      case CAMERA -> limits.image().bytes();
      case AUDIO -> limits.audio().bytes();
      case TEXT -> limits.text().bytes();
    };
  }

  private static String nameOf(Modality modality) {
    return switch (modality) {
      case CAMERA -> "an image";
      case AUDIO -> "a chunk";
      case TEXT -> "a text";
    };
  }
}
