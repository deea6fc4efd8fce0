package io.sensorium.deploy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the house; CONTRIBUTING.md says what each room is for. */
@AnalyzeClasses(packages = "io.sensorium", importOptions = ImportOption.DoNotIncludeTests.class)
final class HousePlanTest {
  private static final String INGEST = "io.sensorium.ingest..";
  private static final String FUSION = "io.sensorium.fusion..";
  private static final String WORKER = "io.sensorium.worker..";
  private static final String MODEL = "io.sensorium.model..";
  private static final String CONSOLE = "io.sensorium.console..";
  private static final String DEPLOY = "io.sensorium.deploy..";

  @ArchTest
  static final ArchRule SCHEMAS_STAND_AT_THE_GROUND =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.sensorium.event..",
              "io.sensorium.serde..",
              "io.sensorium.topic..",
              "io.sensorium.pipeline..",
              "io.sensorium.config..",
              "io.sensorium.recording..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INGEST, FUSION, WORKER, MODEL, CONSOLE, DEPLOY);

  @ArchTest
  static final ArchRule INGEST_KNOWS_NO_OTHER_SERVICE =
      stranger(INGEST, FUSION, WORKER, MODEL, CONSOLE, DEPLOY);

  @ArchTest
  static final ArchRule FUSION_KNOWS_NO_OTHER_SERVICE =
      stranger(FUSION, INGEST, WORKER, MODEL, CONSOLE, DEPLOY);

  @ArchTest
  static final ArchRule WORKER_KNOWS_NO_OTHER_SERVICE =
      stranger(WORKER, INGEST, FUSION, MODEL, CONSOLE, DEPLOY);

  @ArchTest
  static final ArchRule CONSOLE_KNOWS_NO_OTHER_SERVICE =
      stranger(CONSOLE, INGEST, FUSION, WORKER, MODEL, DEPLOY);

  @ArchTest
  static final ArchRule MODEL_COMPRESSION_KNOWS_THE_WORKERS_FEATURES_ALONE =
      noClasses()
          .that()
          .resideInAPackage(MODEL)
          .and()
          .resideOutsideOfPackage("io.sensorium.model.evaluate")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(INGEST, FUSION, CONSOLE, DEPLOY)
                  .or(
                      resideInAPackage(WORKER)
                          .and(not(resideInAPackage("io.sensorium.worker.feature..")))));

  /** What is evaluated runs as it is served; nothing of Kafka comes with that. */
  @ArchTest
  static final ArchRule EVALUATION_KNOWS_HOW_MODELS_ARE_SERVED =
      noClasses()
          .that()
          .resideInAPackage("io.sensorium.model.evaluate")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(INGEST, FUSION, CONSOLE, DEPLOY)
                  .or(
                      resideInAPackage(WORKER)
                          .and(
                              not(
                                  resideInAnyPackage(
                                      "io.sensorium.worker.feature..",
                                      "io.sensorium.worker.repository..",
                                      "io.sensorium.worker.tensor..",
                                      "io.sensorium.worker.decode..",
                                      "io.sensorium.worker.moment..",
                                      "io.sensorium.worker.graph..")))));

  @ArchTest
  static final ArchRule FIGURES_OF_MERIT_ARE_PURE = pure("io.sensorium.model.evaluate.metric..");

  @ArchTest
  static final ArchRule ALIGNMENT_IS_PURE =
      pure(
          "io.sensorium.fusion.align..",
          "io.sensorium.fusion.approximate..",
          "io.sensorium.fusion.clock..");

  @ArchTest
  static final ArchRule THE_SEARCH_FOR_SETS_IS_PURE = pure("io.sensorium.fusion.approximate..");

  @ArchTest static final ArchRule CLOCKS_ARE_PURE = pure("io.sensorium.fusion.clock..");

  @ArchTest static final ArchRule BATCHING_IS_PURE = pure("io.sensorium.worker.batch..");

  @ArchTest static final ArchRule TALLIES_ARE_PURE = pure("io.sensorium.worker.tally..");

  @ArchTest
  static final ArchRule FEATURES_ARE_PURE =
      pure(
          "io.sensorium.worker.feature..",
          "javax.imageio..",
          "org.jtransforms..",
          "pl.edu.icm.jlargearrays..");

  @ArchTest
  static final ArchRule SCENES_ARE_PURE = pure("io.sensorium.ingest.scene..", "javax.imageio..");

  @ArchTest static final ArchRule HALVES_ARE_PURE = pureOnGraphs("io.sensorium.model.half..");

  @ArchTest
  static final ArchRule WEIGHTS_ON_FEW_BITS_ARE_PURE = pureOnGraphs("io.sensorium.model.weights..");

  @ArchTest
  static final ArchRule DYNAMIC_QUANTIZATION_IS_PURE = pureOnGraphs("io.sensorium.model.dynamic..");

  @ArchTest static final ArchRule PULLING_KNOWS_NO_MODEL = pure("io.sensorium.model.pull..");

  @ArchTest
  static final ArchRule FAMILIES_OF_NETWORKS_ARE_PURE =
      pure(
          "io.sensorium.model.family..",
          "io.sensorium.model.network..",
          "io.sensorium.model.formula..");

  @ArchTest
  static final ArchRule PRUNING_IS_PURE =
      pure(
          "io.sensorium.model.prune..",
          "io.sensorium.model.graph..",
          "io.sensorium.model.network..",
          "ai.onnx.proto..",
          "com.google.protobuf..");

  @ArchTest
  static final ArchRule QUANTIZATION_IS_PURE =
      classes()
          .that()
          .resideInAnyPackage(
              "io.sensorium.model.graph..",
              "io.sensorium.model.file..",
              "io.sensorium.model.prepare..",
              "io.sensorium.model.calibrate..",
              "io.sensorium.model.equalize..",
              "io.sensorium.model.quantize..",
              "io.sensorium.model.sample..",
              "io.sensorium.model.sensitivity..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java..",
                      "org.jspecify..",
                      "com.google.errorprone.annotations..",
                      "ai.onnx.proto..",
                      "com.google.protobuf..")
                  .or(
                      resideInAPackage(MODEL)
                          .and(not(resideInAnyPackage("io.sensorium.model.onnx..")))));

  @ArchTest
  static final ArchRule ONNX_RUNTIME_STOPS_AT_ONE_PACKAGE =
      noClasses()
          .that()
          .resideInAPackage(WORKER)
          .and()
          .resideOutsideOfPackage("io.sensorium.worker.onnx..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule THE_TOKENIZERS_LIBRARY_STOPS_AT_ONE_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sensorium.worker.subword..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule MICROMETER_STOPS_AT_ONE_PACKAGE = only("metrics", "io.micrometer..");

  @ArchTest static final ArchRule VERTX_STOPS_AT_ONE_PACKAGE = only("http", "io.vertx..");

  @ArchTest
  static final ArchRule NO_CIRCLES =
      slices().matching("io.sensorium.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ROOMS_HAVE_A_PURPOSE =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..utils..", "..common..", "..impl..", "..helper..", "..manager..");

  @ArchTest
  static final ArchRule SURROUNDINGS_ARE_READ_AT_THE_EDGE =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Application")
          .and()
          .resideOutsideOfPackage("io.sensorium.deploy.command..")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class, String.class);

  /** Only one package of the worker knows that library. */
  private static ArchRule only(String room, String library) {
    return noClasses()
        .that()
        .resideInAPackage(WORKER)
        .and()
        .resideOutsideOfPackage("io.sensorium.worker." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  private static ArchRule stranger(String service, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(service)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  /** Graphs in, graphs out. */
  private static ArchRule pureOnGraphs(String room) {
    return pure(room, "io.sensorium.model.graph..", "ai.onnx.proto..", "com.google.protobuf..");
  }

  private static ArchRule pure(String room, String... libraries) {
    return classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    room, "java..", "org.jspecify..", "com.google.errorprone.annotations..")
                .or(resideInAnyPackage(libraries)));
  }
}
