package io.sensorium.ingest.scene;

import java.awt.Graphics2D;

/** What a scenario's camera looks at. */
public interface View {
  int WIDTH = 320;
  int HEIGHT = 240;

  /**
   * Paints the view in a day's light.
   *
   * @param shows what is to be seen, a name of the scenario's table
   * @param place choices that stay for the site, such as colours of its walls
   * @param scene choices that stay for the scene
   * @param seconds since the scene began, for what moves
   */
  void paint(Graphics2D g, String shows, Dice place, Dice scene, double seconds);
}
