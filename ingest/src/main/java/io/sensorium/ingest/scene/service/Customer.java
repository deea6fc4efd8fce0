package io.sensorium.ingest.scene.service;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Figures;
import io.sensorium.ingest.scene.Tone;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/** Someone in front of the camera, from the table up. For one painting. */
final class Customer {
  private final Graphics2D g;
  private final double x;
  private final double top;
  private final Color coat;
  private final Color skin;
  private final Color hair;
  private final boolean longHair;

  Customer(Graphics2D g, Dice scene, double x, double seconds) {
    this.g = g;
    this.x = x + 3 * Tone.sine(seconds / scene.between(2, 5));
    this.top = scene.between(40, 62);
    this.coat = Figures.shade(scene, 0, 1, 0.2, 0.8, 0.25, 0.8);
    this.skin = Figures.shade(scene, 0.05, 0.09, 0.25, 0.55, 0.45, 0.95);
    this.hair = Figures.shade(scene, 0.02, 0.12, 0.1, 0.8, 0.08, 0.6);
    this.longHair = scene.chance(0.45);
  }

  /** Where something held up is, from left to right. */
  double hands() {
    return x;
  }

  /** Arms down, with a smile or a tight mouth. */
  void sitting(boolean tense) {
    body();
    head(skin);
    face(tense ? 0 : 1);
  }

  /** Both fists up, brows down, red in the face. */
  void angry() {
    body();
    g.setColor(coat);
    g.setStroke(new BasicStroke(20, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int side : new int[] {-1, 1}) {
      g.draw(new Line2D.Double(x + side * 44, top + 108, x + side * 78, top + 96));
      g.draw(new Line2D.Double(x + side * 78, top + 96, x + side * 82, top + 44));
    }
    Color red =
        new Color(
            Math.min(255, skin.getRed() + 45), skin.getGreen() * 6 / 10, skin.getBlue() * 6 / 10);
    g.setColor(red);
    for (int side : new int[] {-1, 1}) {
      g.fill(new Ellipse2D.Double(x + side * 82 - 14, top + 12, 28, 28));
    }
    g.setStroke(new BasicStroke(1));
    head(red);
    face(-1);
  }

  private void body() {
    g.setColor(hair);
    g.fill(new Ellipse2D.Double(x - 38, top - 8, 76, longHair ? 118 : 62));
    g.setColor(coat);
    g.fill(new RoundRectangle2D.Double(x - 58, top + 88, 116, 150, 60, 60));
    g.setColor(skin);
    g.fill(new RoundRectangle2D.Double(x - 12, top + 70, 24, 30, 10, 10));
  }

  private void head(Color colour) {
    g.setColor(colour);
    g.fill(new Ellipse2D.Double(x - 30, top, 60, 80));
    g.setColor(hair);
    g.fill(new Arc2D.Double(x - 32, top - 6, 64, 54, 0, 180, Arc2D.CHORD));
  }

  /**
   * Eyes, brows and mouth.
   *
   * @param mood 1 for a smile, 0 for a straight mouth, -1 for rage
   */
  private void face(int mood) {
    g.setColor(Color.WHITE);
    g.fill(new Ellipse2D.Double(x - 20, top + 30, 14, 9));
    g.fill(new Ellipse2D.Double(x + 6, top + 30, 14, 9));
    g.setColor(new Color(30, 25, 25));
    g.fill(new Ellipse2D.Double(x - 16, top + 31, 7, 7));
    g.fill(new Ellipse2D.Double(x + 9, top + 31, 7, 7));
    g.setStroke(new BasicStroke(3.5f));
    double slant = mood < 0 ? 7 : 0;
    g.draw(new Line2D.Double(x - 22, top + 25 - slant, x - 6, top + 25 + slant / 2));
    g.draw(new Line2D.Double(x + 22, top + 25 - slant, x + 6, top + 25 + slant / 2));
    g.setStroke(new BasicStroke(1));
    if (mood < 0) {
      g.setColor(new Color(90, 15, 20));
      g.fill(new Ellipse2D.Double(x - 13, top + 52, 26, 18));
      return;
    }
    Path2D mouth = new Path2D.Double();
    mouth.moveTo(x - 14, top + 58);
    mouth.quadTo(x, top + 58 + 14 * mood, x + 14, top + 58);
    g.setColor(new Color(140, 40, 45));
    g.setStroke(new BasicStroke(3.5f));
    g.draw(mouth);
    g.setStroke(new BasicStroke(1));
  }
}
