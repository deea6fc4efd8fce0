package io.sensorium.ingest.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;

/** Painted beings, in colours and shapes of a scene's choosing. */
public final class Figures {
  private Figures() {}

  /** A colour whose hue, saturation and brightness lie in the given ranges. */
  public static Color shade(
      Dice dice, double h0, double h1, double s0, double s1, double b0, double b1) {
    return Color.getHSBColor(
        (float) dice.between(h0, h1), (float) dice.between(s0, s1), (float) dice.between(b0, b1));
  }

  /** Someone who stands or walks with the feet at (x, foot). */
  public static void person(
      Graphics2D g, Dice dice, double x, double foot, double tall, double seconds) {
    Color coat = shade(dice, 0, 1, 0.1, 0.8, 0.15, 0.85);
    Color legs = shade(dice, 0.5, 0.75, 0.1, 0.6, 0.1, 0.5);
    Color skin = shade(dice, 0.04, 0.09, 0.25, 0.6, 0.35, 0.9);
    Color hair = shade(dice, 0.0, 0.12, 0.1, 0.8, 0.05, 0.6);
    double stout = tall * dice.between(0.26, 0.36);
    double stride = tall * 0.07 * Tone.sine(seconds * dice.between(0.3, 1.2));
    boolean hood = dice.chance(0.35);
    g.setColor(legs);
    g.setStroke(new BasicStroke((float) (tall * 0.11)));
    double hip = foot - tall * 0.45;
    g.draw(new Line2D.Double(x - tall * 0.05, hip, x - tall * 0.07 - stride, foot));
    g.draw(new Line2D.Double(x + tall * 0.05, hip, x + tall * 0.07 + stride, foot));
    g.setColor(coat);
    double shoulder = foot - tall * 0.82;
    g.fill(
        new RoundRectangle2D.Double(
            x - stout / 2, shoulder, stout, tall * 0.42, stout * 0.5, stout * 0.5));
    g.setStroke(new BasicStroke((float) (tall * 0.08)));
    double reach = foot - tall * dice.between(0.4, 0.55);
    g.draw(new Line2D.Double(x - stout * 0.45, shoulder + 8, x - stout * 0.65 + stride, reach));
    g.draw(new Line2D.Double(x + stout * 0.45, shoulder + 8, x + stout * 0.65 - stride, reach));
    double head = tall * 0.19;
    double top = foot - tall;
    g.setColor(hood ? coat : hair);
    g.fill(new Ellipse2D.Double(x - head * 0.6, top - head * 0.08, head * 1.2, head * 1.15));
    g.setColor(skin);
    g.fill(new Ellipse2D.Double(x - head * 0.4, top + head * 0.2, head * 0.8, head * 0.85));
    g.setStroke(new BasicStroke(1));
  }

  /** A dog or a cat with its paws at (x, foot). */
  public static void animal(
      Graphics2D g, Dice dice, double x, double foot, double tall, double seconds) {
    Color fur = shade(dice, 0.02, 0.13, 0.05, 0.7, 0.08, 0.85);
    double side = dice.chance(0.5) ? 1 : -1;
    double length = tall * dice.between(1.2, 1.7);
    double back = foot - tall * 0.75;
    g.setColor(fur);
    g.fill(new Ellipse2D.Double(x - length / 2, back, length, tall * 0.48));
    g.setStroke(new BasicStroke((float) (tall * 0.13)));
    double step = tall * 0.08 * Tone.sine(seconds * 1.1);
    for (double leg : new double[] {-0.36, -0.22, 0.22, 0.36}) {
      g.draw(new Line2D.Double(x + leg * length, back + tall * 0.3, x + leg * length + step, foot));
    }
    double wag = tall * 0.15 * Tone.sine(seconds * 2.3);
    double tail = x - side * length * 0.5;
    g.setStroke(new BasicStroke((float) (tall * 0.09)));
    g.draw(
        new Line2D.Double(
            tail, back + tall * 0.15, tail - side * tall * 0.3 + wag, back - tall * 0.2));
    double head = tall * 0.42;
    double face = x + side * length * 0.52;
    g.fill(new Ellipse2D.Double(face - head / 2, back - head * 0.55, head, head));
    g.fill(new Ellipse2D.Double(face - head * 0.45, back - head * 0.8, head * 0.3, head * 0.5));
    g.fill(new Ellipse2D.Double(face + head * 0.15, back - head * 0.8, head * 0.3, head * 0.5));
    g.setStroke(new BasicStroke(1));
  }
}
