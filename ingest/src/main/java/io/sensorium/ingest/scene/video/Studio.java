package io.sensorium.ingest.scene.video;

import static io.sensorium.ingest.scene.View.HEIGHT;
import static io.sensorium.ingest.scene.View.WIDTH;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Figures;
import io.sensorium.ingest.scene.Tone;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;

/** Rooms in which programmes are made. */
final class Studio {
  private Studio() {}

  /** Tiles, a cook behind a counter, a pan that steams, a board with vegetables. */
  static void kitchen(Graphics2D g, Dice scene, double seconds) {
    g.setColor(Figures.shade(scene, 0.08, 0.6, 0.05, 0.3, 0.7, 0.95));
    g.fillRect(-6, -6, WIDTH + 12, HEIGHT + 12);
    g.setColor(new Color(255, 255, 255, 90));
    for (int tile = 0; tile < 14; tile++) {
      g.drawLine(tile * 24, 0, tile * 24, 150);
      g.drawLine(0, tile * 18, WIDTH, tile * 18);
    }
    g.setColor(Figures.shade(scene, 0, 1, 0.2, 0.6, 0.3, 0.7));
    g.fillRect(-6, -6, 110, 58);
    g.fillRect(216, -6, 120, 58);
    double cook = scene.between(120, 200);
    Bust.paint(g, scene, cook, 78, new Color(245, 245, 248), seconds);
    g.setColor(new Color(250, 250, 252));
    g.fill(new RoundRectangle2D.Double(cook - 26, 46, 52, 26, 8, 8));
    g.fill(new Ellipse2D.Double(cook - 34, 24, 68, 36));
    g.setColor(Figures.shade(scene, 0.04, 0.12, 0.2, 0.6, 0.35, 0.7));
    g.fillRect(-6, 172, WIDTH + 12, 80);
    int pan = scene.chance(0.5) ? 30 : 206;
    g.setColor(new Color(45, 45, 50));
    g.fillRoundRect(pan, 148, 78, 32, 12, 12);
    g.fillRect(pan < 100 ? pan + 74 : pan - 34, 154, 38, 8);
    g.setColor(new Color(215, 120, 40));
    g.fillOval(pan + 6, 143, 66, 14);
    g.setColor(new Color(255, 255, 255, 110));
    for (int puff = 0; puff < 5; puff++) {
      double rise = (seconds * 20 + puff * 18) % 90;
      double size = 14 + rise / 3;
      g.fill(
          new Ellipse2D.Double(
              pan + 34 + 10 * Tone.sine(seconds / 3 + puff * 0.3) - size / 2,
              136 - rise,
              size,
              size));
    }
    int board = pan < 100 ? 170 : 60;
    g.setColor(new Color(205, 170, 120));
    g.fillRect(board, 186, 96, 26);
    for (int piece = 0; piece < 7; piece++) {
      g.setColor(Figures.shade(scene, 0.0, 0.38, 0.7, 1, 0.6, 0.95));
      g.fillOval(board + 4 + piece * 12, 186 + scene.below(10), 13, 11);
    }
  }

  /** Two people who face each other, cups on a low table between them. */
  static void sofa(Graphics2D g, Dice scene, double seconds) {
    g.setColor(Figures.shade(scene, 0.0, 1.0, 0.1, 0.45, 0.4, 0.75));
    g.fillRect(-6, -6, WIDTH + 12, HEIGHT + 12);
    g.setColor(Figures.shade(scene, 0.05, 0.15, 0.1, 0.4, 0.3, 0.5));
    g.fillRect(-6, 190, WIDTH + 12, 70);
    g.setColor(Figures.shade(scene, 0.0, 1.0, 0.2, 0.7, 0.2, 0.5));
    g.fill(new RoundRectangle2D.Double(6, 92, 116, 124, 30, 30));
    g.fill(new RoundRectangle2D.Double(198, 92, 116, 124, 30, 30));
    Color one = Figures.shade(scene, 0, 1, 0.2, 0.8, 0.2, 0.8);
    Color two = Figures.shade(scene, 0, 1, 0.2, 0.8, 0.2, 0.8);
    Bust.paint(g, scene, 70 + 3 * Tone.sine(seconds / 3), 64, one, seconds);
    Bust.paint(g, scene, 250 + 3 * Tone.sine(seconds / 4), 64, two, seconds);
    g.setColor(new Color(60, 45, 35));
    g.fillRect(122, 196, 76, 8);
    g.fillRect(156, 200, 8, 40);
    g.setColor(Color.WHITE);
    g.fillRoundRect(132, 182, 14, 14, 5, 5);
    g.fillRoundRect(174, 182, 14, 14, 5, 5);
    g.setColor(new Color(30, 30, 32));
    g.setStroke(new BasicStroke(4));
    g.draw(new Line2D.Double(150, 204, 128, 150));
    g.setStroke(new BasicStroke(1));
    g.fillOval(120, 138, 15, 18);
  }

  /** One person in front of a map of the world, with a band of text below. */
  static void desk(Graphics2D g, Dice scene, double seconds) {
    g.setColor(Figures.shade(scene, 0.55, 0.68, 0.6, 0.95, 0.25, 0.5));
    g.fillRect(-6, -6, WIDTH + 12, HEIGHT + 12);
    g.setColor(new Color(120, 170, 220, 150));
    for (int land = 0; land < 9; land++) {
      g.fillOval(
          10 + land % 5 * 62 + scene.below(14),
          14 + land / 5 * 62 + scene.below(18),
          34 + scene.below(24),
          24 + scene.below(18));
    }
    g.setColor(new Color(190, 215, 240, 90));
    for (int line = 0; line < 7; line++) {
      g.drawLine(0, line * 24, WIDTH, line * 24);
      g.drawLine(line * 54, 0, line * 54, 170);
    }
    double x = scene.between(120, 200);
    Bust.paint(g, scene, x, 54, Figures.shade(scene, 0.55, 0.75, 0.2, 0.6, 0.1, 0.35), seconds);
    g.setColor(new Color(205, 210, 220));
    g.fillRect(-6, 172, WIDTH + 12, 24);
    g.setColor(Figures.shade(scene, 0.97, 1.03, 0.8, 1, 0.6, 0.85));
    g.fillRect(-6, 196, WIDTH + 12, 50);
    g.setColor(Color.WHITE);
    int from = 10 - (int) (seconds * 30) % 40;
    for (int word = 0; word < 9; word++) {
      int wide = 16 + scene.below(24);
      g.fillRect(from, 208, wide, 7);
      g.fillRect(from + 4, 222, wide - 6, 7);
      from += wide + 10;
    }
  }
}
