package io.sensorium.ingest.scene.video;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Figures;
import io.sensorium.ingest.scene.Tone;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;

/** Someone from the chest up, who talks. */
final class Bust {
  private Bust() {}

  /** The head's top is at (x, top). */
  static void paint(Graphics2D g, Dice scene, double x, double top, Color coat, double seconds) {
    Color skin = Figures.shade(scene, 0.05, 0.09, 0.25, 0.55, 0.4, 0.95);
    Color hair = Figures.shade(scene, 0.02, 0.12, 0.1, 0.8, 0.08, 0.6);
    g.setColor(hair);
    g.fill(new Ellipse2D.Double(x - 25, top - 5, 50, scene.chance(0.45) ? 80 : 44));
    g.setColor(coat);
    g.fill(new RoundRectangle2D.Double(x - 42, top + 62, 84, 110, 44, 44));
    g.setColor(skin);
    g.fill(new RoundRectangle2D.Double(x - 9, top + 46, 18, 26, 8, 8));
    g.setColor(skin);
    g.fill(new Ellipse2D.Double(x - 21, top, 42, 56));
    g.setColor(hair);
    g.fill(new Arc2D.Double(x - 23, top - 4, 46, 38, 0, 180, Arc2D.CHORD));
    g.setColor(new Color(30, 25, 25));
    g.fill(new Ellipse2D.Double(x - 12, top + 22, 6, 6));
    g.fill(new Ellipse2D.Double(x + 6, top + 22, 6, 6));
    g.setColor(new Color(140, 40, 45));
    double open = 4 + 3 * Tone.sine(seconds * 2.1 + x);
    g.fill(new Ellipse2D.Double(x - 8, top + 40 - open / 2, 16, open));
  }
}
