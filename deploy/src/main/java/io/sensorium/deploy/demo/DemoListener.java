package io.sensorium.deploy.demo;

import io.sensorium.event.Prediction;
import java.util.Map;

/** Is told how a demo goes, on the demo's thread. */
public interface DemoListener {
  /**
   * Everything runs and events come.
   *
   * @param kafka where broker and registry are
   * @param page address of the page
   */
  void ready(Map<String, String> kafka, String page);

  /** A prediction, as a reader of its topic sees it. */
  void predicted(Prediction prediction);

  /** Nothing is fed any more; what is in flight is awaited. */
  void draining();
}
