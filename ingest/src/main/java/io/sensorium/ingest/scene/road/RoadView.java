package io.sensorium.ingest.scene.road;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Figures;
import io.sensorium.ingest.scene.Tone;
import io.sensorium.ingest.scene.View;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.geom.Line2D;

/** A dashboard camera's view of the road ahead. */
final class RoadView implements View {
  @Override
  public void paint(Graphics2D g, String shows, Dice place, Dice scene, double seconds) {
    int horizon = 88 + place.below(24);
    double bend = scene.between(-40, 40);
    boolean wet = shows.equals("rain");
    paintLand(g, scene, horizon, bend, wet, seconds);
    paintRoadside(g, scene, horizon, seconds);
    switch (shows) {
      case "open" -> {}
      case "car" -> car(g, scene, horizon, bend, false, seconds);
      case "brake" -> car(g, scene, horizon, bend, true, seconds);
      case "pedestrian" -> {
        double near = scene.between(0.35, 1);
        double x = scene.between(70, 250) + scene.between(-6, 6) * seconds;
        Figures.person(g, scene, x, horizon + 45 + 75 * near, 45 + 75 * near, seconds);
      }
      case "rain" -> {
        if (scene.chance(0.4)) {
          car(g, scene, horizon, bend, false, seconds);
        }
        rain(g, scene, seconds);
      }
      default -> throw new IllegalArgumentException("no view of the road is called " + shows);
    }
    bonnet(g, place);
  }

  private static void paintLand(
      Graphics2D g, Dice scene, int horizon, double bend, boolean wet, double seconds) {
    g.setColor(
        wet || scene.chance(0.3)
            ? Figures.shade(scene, 0.55, 0.65, 0.0, 0.15, 0.45, 0.75)
            : Figures.shade(scene, 0.52, 0.62, 0.2, 0.6, 0.6, 0.98));
    g.fillRect(-4, -4, WIDTH + 8, horizon + 8);
    g.setColor(Figures.shade(scene, 0.1, 0.38, 0.15, 0.6, 0.25, 0.65));
    g.fillRect(-4, horizon, WIDTH + 8, HEIGHT - horizon + 8);
    g.setColor(Figures.shade(scene, 0.55, 0.7, 0.0, 0.12, 0.22, 0.5));
    int middle = (int) (WIDTH / 2 + bend);
    g.fillPolygon(
        new Polygon(
            new int[] {middle - 14, middle + 14, WIDTH + 60, -60},
            new int[] {horizon, horizon, HEIGHT, HEIGHT},
            4));
    g.setColor(new Color(235, 235, 220));
    double pace = scene.between(0.6, 1.8);
    for (int k = 0; k < 6; k++) {
      double near = (k + pace * seconds) % 6 / 6;
      double y = horizon + (HEIGHT - horizon) * near * near;
      double x = middle + (WIDTH / 2.0 - middle) * near * near;
      g.fillRect((int) x - 1, (int) y, (int) (1 + 5 * near), (int) (3 + 16 * near));
    }
  }

  /** Trees, houses, signs and parked cars: red ones too, which are no brake lights. */
  private static void paintRoadside(Graphics2D g, Dice scene, int horizon, double seconds) {
    int things = 2 + scene.below(5);
    for (int k = 0; k < things; k++) {
      boolean left = scene.chance(0.5);
      double near = (scene.unit() + seconds * 0.05) % 1;
      double x = left ? 120 - 150 * near : 200 + 150 * near;
      double y = horizon + 60 * near;
      double size = 14 + 60 * near;
      switch (scene.below(4)) {
        case 0 -> {
          g.setColor(Figures.shade(scene, 0.2, 0.4, 0.4, 0.8, 0.15, 0.5));
          g.fillOval((int) (x - size / 2), (int) (y - size), (int) size, (int) size);
        }
        case 1 -> {
          g.setColor(Figures.shade(scene, 0.0, 1.0, 0.05, 0.4, 0.4, 0.8));
          g.fillRect((int) (x - size / 2), (int) (y - size), (int) size, (int) size);
        }
        case 2 -> {
          g.setColor(Color.GRAY);
          g.fillRect((int) x, (int) (y - size), 2, (int) size);
          g.setColor(Figures.shade(scene, 0.97, 1.03, 0.7, 1, 0.6, 0.95));
          g.fillOval((int) (x - size / 6), (int) (y - size), (int) (size / 3), (int) (size / 3));
        }
        default -> {
          g.setColor(Figures.shade(scene, 0.0, 1.0, 0.3, 0.9, 0.3, 0.8));
          g.fillRoundRect(
              (int) x, (int) (y - size / 3), (int) (size * 0.8), (int) (size / 3), 6, 6);
        }
      }
    }
  }

  private static void car(
      Graphics2D g, Dice scene, int horizon, double bend, boolean braking, double seconds) {
    double near = scene.between(0.3, 1) + 0.03 * Tone.sine(seconds / 3);
    double wide = 36 + 74 * near;
    double high = wide * scene.between(0.5, 0.7);
    double x = WIDTH / 2.0 + bend * (1 - near) + scene.between(-30, 30) * near - wide / 2;
    double y = horizon + 20 + 75 * near - high;
    g.setColor(new Color(20, 20, 20, 150));
    g.fillOval((int) (x - 4), (int) (y + high * 0.85), (int) wide + 8, (int) (high * 0.25));
    g.setColor(Figures.shade(scene, 0.0, 1.0, 0.0, 0.8, 0.15, 0.9));
    g.fillRoundRect((int) x, (int) (y + high * 0.35), (int) wide, (int) (high * 0.6), 10, 10);
    g.fillRoundRect(
        (int) (x + wide * 0.12), (int) y, (int) (wide * 0.76), (int) (high * 0.5), 14, 14);
    g.setColor(new Color(60, 75, 90));
    g.fillRect(
        (int) (x + wide * 0.18), (int) (y + high * 0.1), (int) (wide * 0.64), (int) (high * 0.27));
    double lamp = wide * 0.19;
    for (double at : new double[] {x + 2, x + wide - lamp - 2}) {
      if (braking) {
        g.setColor(new Color(255, 40, 30, 90));
        g.fillOval(
            (int) (at - lamp * 0.5), (int) (y + high * 0.3), (int) (lamp * 2), (int) (lamp * 1.7));
      }
      g.setColor(braking ? new Color(255, 45, 35) : new Color(115, 20, 20));
      g.fillRect((int) at, (int) (y + high * 0.45), (int) lamp, (int) (lamp * 0.75));
    }
  }

  private static void rain(Graphics2D g, Dice scene, double seconds) {
    g.setColor(new Color(170, 175, 185, 70 + scene.below(60)));
    g.fillRect(-4, -4, WIDTH + 8, HEIGHT + 8);
    Dice drops = new Dice(scene.bits(), "drops", (long) (seconds * 30));
    int count = 90 + scene.below(110);
    double slant = scene.between(-6, 6);
    g.setStroke(new BasicStroke(1.6f));
    g.setColor(new Color(225, 230, 240, 190));
    for (int k = 0; k < count; k++) {
      double x = drops.between(0, WIDTH);
      double y = drops.between(0, HEIGHT);
      g.draw(new Line2D.Double(x, y, x + slant, y + drops.between(10, 24)));
    }
    for (int k = 0; k < 14; k++) {
      int size = 5 + drops.below(9);
      g.fillOval(drops.below(WIDTH), drops.below(HEIGHT), size, size);
    }
  }

  private static void bonnet(Graphics2D g, Dice place) {
    g.setColor(Figures.shade(place, 0.0, 1.0, 0.0, 0.5, 0.1, 0.5));
    g.fillOval(-30, HEIGHT - 26, WIDTH + 60, 70);
  }
}
