package io.sensorium.worker.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.nio.file.Path;

/**
 * Session options for one provider. Each session has one caller, so no threads of its own beyond
 * the settings' and no spinning: callers in parallel are faster than threads inside a run, and
 * spinning threads would take the cores from the other lanes.
 */
final class SessionOptionsFactory {
  private final Provider provider;
  private final OnnxSettings settings;

  SessionOptionsFactory(Provider provider, OnnxSettings settings) {
    this.provider = provider;
    this.settings = settings;
  }

  /** The caller closes them. */
  SessionOptions create() throws OrtException {
    SessionOptions options = new SessionOptions();
    try {
      options.setExecutionMode(ExecutionMode.SEQUENTIAL);
      options.setIntraOpNumThreads(settings.intraOpThreads());
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      options.setCPUArenaAllocator(true);
      // The sizes of batches differ from run to run; on a GPU each pattern would hold memory.
      options.setMemoryPatternOptimization(provider == Provider.CPU);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      addProvider(options);
      return options;
    } catch (OrtException | RuntimeException | LinkageError failed) {
      options.close();
      throw failed;
    }
  }

  private void addProvider(SessionOptions options) throws OrtException {
    if (provider == Provider.TENSORRT) {
      try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(0)) {
        tensorRt.add("trt_fp16_enable", "1");
        tensorRt.add("trt_int8_enable", "1");
        Path cache = settings.engineCache();
        if (cache != null) {
          tensorRt.add("trt_engine_cache_enable", "1");
          tensorRt.add("trt_engine_cache_path", cache.toString());
          tensorRt.add("trt_timing_cache_enable", "1");
        }
        options.addTensorrt(tensorRt);
      }
    }
    if (provider != Provider.CPU) {
      try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
        // Exhaustive search anew for every size of batch would cost more than it gains.
        cuda.add("cudnn_conv_algo_search", "HEURISTIC");
        cuda.add("arena_extend_strategy", "kSameAsRequested");
        options.addCUDA(cuda);
      }
    }
  }
}
