package io.sensorium.ingest.scene.video;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Figures;
import io.sensorium.ingest.scene.Tone;
import io.sensorium.ingest.scene.View;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.geom.Ellipse2D;

/** What is on the screen of a channel. */
final class ScreenView implements View {
  @Override
  public void paint(Graphics2D g, String shows, Dice place, Dice scene, double seconds) {
    switch (shows) {
      case "pitch" -> pitch(g, scene, seconds);
      case "stage" -> stage(g, scene, seconds);
      case "road" -> road(g, scene, seconds);
      case "kitchen" -> Studio.kitchen(g, scene, seconds);
      case "sofa" -> Studio.sofa(g, scene, seconds);
      case "desk" -> Studio.desk(g, scene, seconds);
      default -> throw new IllegalArgumentException("no view of a screen is called " + shows);
    }
    logo(g, place);
  }

  /** The channel's mark in a corner. */
  private static void logo(Graphics2D g, Dice place) {
    g.setColor(Figures.shade(place, 0, 1, 0.4, 0.9, 0.6, 0.95));
    g.fillRoundRect(place.chance(0.5) ? 12 : 284, 10, 24, 16, 8, 8);
  }

  /** Stripes of grass, a goal, players of two teams and a ball. */
  private static void pitch(Graphics2D g, Dice scene, double seconds) {
    double hue = scene.between(0.26, 0.36);
    for (int stripe = 0; stripe < 8; stripe++) {
      g.setColor(Color.getHSBColor((float) hue, 0.65f, stripe % 2 == 0 ? 0.5f : 0.58f));
      g.fillRect(-6 + stripe * 42, -6, 43, HEIGHT + 12);
    }
    g.setColor(Figures.shade(scene, 0, 1, 0.1, 0.4, 0.3, 0.6));
    g.fillRect(-6, -6, WIDTH + 12, 46);
    for (int fan = 0; fan < 130; fan++) {
      g.setColor(Figures.shade(scene, 0, 1, 0.3, 0.9, 0.5, 1));
      g.fillOval(scene.below(WIDTH), scene.below(36), 6, 6);
    }
    g.setColor(Color.WHITE);
    g.setStroke(new BasicStroke(4));
    int goal = scene.chance(0.5) ? 18 : 212;
    g.drawRect(goal, 46, 90, 44);
    g.setStroke(new BasicStroke(1));
    for (int net = 1; net < 9; net++) {
      g.drawLine(goal + net * 10, 46, goal + net * 10, 90);
    }
    g.setStroke(new BasicStroke(3));
    g.drawLine(-6, 92, WIDTH + 6, 92);
    g.drawOval(WIDTH / 2 - 60, 150, 120, 60);
    g.setStroke(new BasicStroke(1));
    double home = scene.unit();
    int players = 6 + scene.below(4);
    for (int player = 0; player < players; player++) {
      float shirt = (float) (player % 2 == 0 ? home : home + 0.4);
      double run = scene.between(-12, 12) * Tone.sine(seconds / scene.between(2, 4));
      player(g, scene.between(20, 300) + run, scene.between(130, 228), shirt, seconds + player);
    }
    g.setColor(Color.WHITE);
    double ball = scene.between(60, 260) + 20 * Tone.sine(seconds / 3);
    g.fill(new Ellipse2D.Double(ball, scene.between(110, 200), 9, 9));
  }

  private static void player(Graphics2D g, double x, double foot, float hue, double seconds) {
    int stride = (int) (6 * Tone.sine(seconds * 1.3));
    g.setColor(new Color(40, 30, 30));
    g.setStroke(new BasicStroke(4));
    g.drawLine((int) x, (int) foot - 16, (int) x - 5 - stride, (int) foot);
    g.drawLine((int) x, (int) foot - 16, (int) x + 5 + stride, (int) foot);
    g.setStroke(new BasicStroke(1));
    g.setColor(Color.getHSBColor(hue, 0.9f, 0.95f));
    g.fillRoundRect((int) x - 8, (int) foot - 36, 16, 22, 7, 7);
    g.setColor(new Color(225, 180, 150));
    g.fillOval((int) x - 5, (int) foot - 47, 11, 11);
  }

  /** Dark, with cones of light, singers and the heads of the audience. */
  private static void stage(Graphics2D g, Dice scene, double seconds) {
    g.setColor(Figures.shade(scene, 0.6, 0.95, 0.5, 0.9, 0.06, 0.2));
    g.fillRect(-6, -6, WIDTH + 12, HEIGHT + 12);
    int lights = 4 + scene.below(3);
    for (int light = 0; light < lights; light++) {
      Color beam = Figures.shade(scene, 0, 1, 0.6, 1, 0.9, 1);
      g.setColor(new Color(beam.getRed(), beam.getGreen(), beam.getBlue(), 95));
      int x = 20 + light * 280 / (lights - 1);
      int swing = (int) (40 * Tone.sine(seconds / scene.between(2, 5) + scene.unit()));
      g.fillPolygon(
          new Polygon(
              new int[] {x - 4, x + 4, x + 38 + swing, x - 38 + swing},
              new int[] {-4, -4, 190, 190},
              4));
    }
    g.setColor(new Color(70, 60, 75));
    g.fillRect(-6, 182, WIDTH + 12, 20);
    int singers = 1 + scene.below(3);
    for (int singer = 0; singer < singers; singer++) {
      double x = 160 + (singer - (singers - 1) / 2.0) * 80 + scene.between(-10, 10);
      Figures.person(g, scene, x, 186, scene.between(92, 112), seconds);
      g.setColor(new Color(200, 200, 205));
      g.setStroke(new BasicStroke(3));
      g.drawLine((int) x + 16, 112, (int) x + 24, 186);
      g.setStroke(new BasicStroke(1));
      g.fillOval((int) x + 10, 104, 11, 11);
    }
    g.setColor(new Color(12, 10, 14));
    for (int head = 0; head < 14; head++) {
      int bob = (int) (4 * Tone.sine(seconds * 1.5 + 0.3 * head));
      g.fillOval(head * 25 - 12 + scene.below(8), 202 + bob + scene.below(8), 28, 46);
    }
  }

  /** Two cars from the side, one behind the other, and streaks of speed. */
  private static void road(Graphics2D g, Dice scene, double seconds) {
    g.setColor(Figures.shade(scene, 0.52, 0.66, 0.1, 0.5, 0.5, 0.95));
    g.fillRect(-6, -6, WIDTH + 12, 130);
    for (int house = 0; house < 7; house++) {
      g.setColor(Figures.shade(scene, 0.0, 1.0, 0.05, 0.35, 0.3, 0.6));
      int high = 40 + scene.below(60);
      g.fillRect(house * 50 - 20 - (int) (seconds * 20) % 50, 124 - high, 44, high);
    }
    g.setColor(Figures.shade(scene, 0.55, 0.7, 0.0, 0.1, 0.25, 0.42));
    g.fillRect(-6, 122, WIDTH + 12, 130);
    g.setColor(new Color(240, 235, 200));
    for (int mark = -1; mark < 5; mark++) {
      g.fillRect(mark * 84 + 84 - (int) (seconds * 160) % 84, 214, 46, 6);
    }
    double gap = scene.between(112, 140);
    double first = scene.between(150, 185) + 5 * Tone.sine(seconds / 2);
    car(g, scene, first, 196, false, seconds);
    car(g, scene, first - gap, 202, scene.chance(0.6), seconds);
    g.setColor(new Color(255, 255, 255, 130));
    g.setStroke(new BasicStroke(2));
    Dice streaks = new Dice(scene.bits(), "streaks", (long) (seconds * 20));
    for (int streak = 0; streak < 16; streak++) {
      int x = streaks.below(WIDTH);
      int y = 80 + streaks.below(140);
      g.drawLine(x, y, x + 26 + streaks.below(40), y);
    }
    g.setStroke(new BasicStroke(1));
  }

  private static void car(
      Graphics2D g, Dice scene, double x, double foot, boolean police, double seconds) {
    Color paint = police ? new Color(235, 238, 245) : Figures.shade(scene, 0, 1, 0.6, 1, 0.5, 0.95);
    g.setColor(paint);
    g.fillRoundRect((int) x, (int) foot - 36, 116, 26, 14, 14);
    g.fillRoundRect((int) x + 26, (int) foot - 58, 62, 30, 20, 20);
    g.setColor(new Color(60, 80, 100));
    g.fillRoundRect((int) x + 32, (int) foot - 53, 24, 18, 8, 8);
    g.fillRoundRect((int) x + 60, (int) foot - 53, 22, 18, 8, 8);
    if (police) {
      g.setColor(new Color(30, 60, 160));
      g.fillRect((int) x, (int) foot - 26, 116, 7);
      g.setColor((long) (seconds * 4) % 2 == 0 ? Color.BLUE : Color.RED);
      g.fillRect((int) x + 46, (int) foot - 66, 22, 9);
    }
    g.setColor(new Color(20, 20, 22));
    g.fillOval((int) x + 14, (int) foot - 22, 26, 26);
    g.fillOval((int) x + 78, (int) foot - 22, 26, 26);
    g.setColor(Color.LIGHT_GRAY);
    g.fillOval((int) x + 22, (int) foot - 14, 10, 10);
    g.fillOval((int) x + 86, (int) foot - 14, 10, 10);
  }
}
