package io.sensorium.worker.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelRuntime;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.TypedRuntime;
import io.sensorium.worker.tensor.TypedSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime on one provider, found by running a small model on it: what the library lists as
 * available is only what it was built with. Thread-safe.
 */
public final class OnnxRuntime implements ModelRuntime, TypedRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(OnnxRuntime.class);
  private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");
  private static final int GPU_LANES = 2;

  private final OrtEnvironment environment;
  private final Provider provider;
  private final OnnxSettings settings;

  /** Reserved, not used, where the command line is short. */
  private static final long CREATION_STACK_BYTES = 256L << 20;

  private OnnxRuntime(OrtEnvironment environment, Provider provider, OnnxSettings settings) {
    this.environment = environment;
    this.provider = provider;
    this.settings = settings;
  }

  /**
   * Finds a provider that works.
   *
   * @throws ModelException if the settings insist on one that does not
   */
  public static OnnxRuntime open(OnnxSettings settings) {
    OrtEnvironment environment = environment();
    Provider insisted = settings.provider();
    List<Provider> candidates =
        insisted == null
            ? List.of(Provider.TENSORRT, Provider.CUDA, Provider.CPU)
            : List.of(insisted);
    for (Provider candidate : candidates) {
      OnnxRuntime runtime = new OnnxRuntime(environment, candidate, settings);
      String problem = runtime.problem();
      if (problem.isEmpty()) {
        runtime.announce();
        return runtime;
      }
      if (candidate == insisted) {
        throw new ModelException(
            "provider " + candidate.label(),
            "one that works here",
            problem,
            "Install what it needs (NVIDIA driver, CUDA 12, cuDNN 9, a build with the gpu profile)"
                + " or choose another provider");
      }
      LOG.info("Provider {} does not work here: {}", candidate.label(), problem);
    }
    throw new IllegalStateException("ONNX Runtime cannot run on the CPU of this machine");
  }

  /**
   * ONNX Runtime 1.29 goes through the process's command line with a recursion as deep as that is
   * long: one of 6 KB, an ordinary class path, overflows a stack of 1 MiB and with it ends the JVM.
   */
  private static OrtEnvironment environment() {
    FutureTask<OrtEnvironment> creation =
        new FutureTask<>(
            () ->
                OrtEnvironment.getEnvironment(
                    OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "sensorium"));
    new Thread(null, creation, "onnx-environment", CREATION_STACK_BYTES).start();
    try {
      return creation.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("ONNX Runtime does not start: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ONNX Runtime started", e);
    }
  }

  /** The provider that was found. */
  public Provider provider() {
    return provider;
  }

  @Override
  public List<String> variants() {
    return settings.variants().isEmpty() ? provider.variants() : settings.variants();
  }

  @Override
  public int lanes() {
    if (settings.lanes() > 0) {
      return settings.lanes();
    }
    return provider == Provider.CPU
        ? Math.max(1, Runtime.getRuntime().availableProcessors() / settings.intraOpThreads())
        : GPU_LANES;
  }

  @Override
  public ModelSession load(Path model) {
    return load(model, session -> new OnnxSession(environment, session, model, provider));
  }

  @Override
  public TypedSession loadTyped(Path model) {
    return load(model, session -> new OnnxTypedSession(environment, session, model, provider));
  }

  private <S> S load(Path model, Opening<S> opening) {
    if (!Files.isReadable(model) || Files.isDirectory(model)) {
      throw new ModelException(
          model.toString(), "an ONNX file", "nothing that can be read", "Check the path");
    }
    try (SessionOptions options = new SessionOptionsFactory(provider, settings).create()) {
      return opening.open(environment.createSession(model.toString(), options));
    } catch (OrtException refused) {
      throw LoadFailure.of(model, environment.getVersion(), refused);
    }
  }

  /** Makes a session of ours of the library's, and owns that from then on. */
  private interface Opening<S> {
    S open(OrtSession session) throws OrtException;
  }

  private String problem() {
    if (provider == Provider.CPU) {
      return "";
    }
    // Without a driver, asking would only unpack half a gigabyte of libraries to learn the same.
    if (!Files.exists(NVIDIA_DRIVER)) {
      return "no NVIDIA driver (" + NVIDIA_DRIVER + " is not there)";
    }
    try (SessionOptions options = new SessionOptionsFactory(provider, settings).create();
        OnnxSession session =
            new OnnxSession(
                environment,
                environment.createSession(ProbeModel.bytes(), options),
                Path.of("probe.onnx"),
                provider)) {
      return session.run(ProbeModel.inputs(), Set.of(ProbeModel.OUTPUT)).isEmpty()
          ? "no output"
          : "";
    } catch (OrtException | ModelException | LinkageError failed) {
      return String.valueOf(failed.getMessage());
    }
  }

  private void announce() {
    String text = "Models run on {} (ONNX Runtime {}, {} lanes, variants {})";
    Object[] values = {provider.label(), environment.getVersion(), lanes(), variants()};
    if (provider == Provider.CPU && Files.exists(NVIDIA_DRIVER) && settings.provider() == null) {
      LOG.warn(text + " ALTHOUGH THERE IS AN NVIDIA DRIVER: see the lines above", values);
    } else {
      LOG.info(text, values);
    }
  }
}
