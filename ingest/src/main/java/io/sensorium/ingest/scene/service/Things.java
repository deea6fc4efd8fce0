package io.sensorium.ingest.scene.service;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Figures;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;

/** What a customer holds into the camera. */
final class Things {
  private Things() {}

  /** A lamp, jug or radio in two halves, with a jagged gap between them. */
  static void broken(Graphics2D g, Dice scene, double x, int y) {
    int at = (int) (x + scene.between(-14, 14));
    Color colour = Figures.shade(scene, 0, 1, 0.5, 0.95, 0.5, 0.95);
    int apart = 9 + scene.below(7);
    for (int side : new int[] {-1, 1}) {
      int shift = at + side * apart;
      int outer = shift + side * (38 + scene.below(8));
      Polygon half = new Polygon();
      half.addPoint(shift, y - 36);
      half.addPoint(shift + 9, y - 18);
      half.addPoint(shift - 7, y);
      half.addPoint(shift + 8, y + 18);
      half.addPoint(shift - 4, y + 38);
      half.addPoint(outer, y + 30);
      half.addPoint(outer, y - 28);
      g.setColor(side < 0 ? colour : colour.darker());
      g.fillPolygon(half);
      g.setColor(new Color(25, 20, 20));
      g.setStroke(new BasicStroke(3));
      g.drawPolygon(half);
      hand(g, scene, outer - 10, y - 4);
    }
    g.setStroke(new BasicStroke(1));
    for (int shard = 0; shard < 4; shard++) {
      int sx = at + (int) scene.between(-22, 22);
      int sy = y + 40 + scene.below(12);
      g.setColor(colour);
      g.fillPolygon(new Polygon(new int[] {sx, sx + 9, sx + 3}, new int[] {sy, sy + 3, sy + 9}, 3));
    }
  }

  /** A long strip of paper with lines and a torn edge. */
  static void receipt(Graphics2D g, Dice scene, double x, int y) {
    int wide = 50 + scene.below(18);
    int left = (int) (x + scene.between(-70, 34));
    int high = 92 + scene.below(20);
    Polygon paper = new Polygon();
    paper.addPoint(left, y);
    paper.addPoint(left + wide, y);
    for (int tooth = 0; tooth <= 6; tooth++) {
      paper.addPoint(left + wide - wide * tooth / 6, y + high + (tooth % 2 == 0 ? 0 : 8));
    }
    g.setColor(new Color(250, 250, 244));
    g.fillPolygon(paper);
    g.setColor(new Color(120, 120, 120));
    g.drawPolygon(paper);
    g.setColor(new Color(60, 60, 70));
    for (int line = 0; line < 8; line++) {
      g.fillRect(left + 6, y + 12 + 9 * line, 14 + scene.below(wide - 34), 3);
      g.fillRect(left + wide - 14, y + 12 + 9 * line, 9, 3);
    }
    hand(g, scene, left + wide / 2 - 10, y + high - 4);
  }

  private static void hand(Graphics2D g, Dice scene, int x, int y) {
    g.setColor(Figures.shade(scene, 0.05, 0.09, 0.25, 0.55, 0.5, 0.9));
    g.fillOval(x, y, 20, 18);
  }
}
