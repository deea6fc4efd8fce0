package io.sensorium.ingest.scene.medical;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.View;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** A drawing of a chest film on a light box, as much like one as a road sign is like a road. */
final class FilmView implements View {
  private static final double MIDDLE = WIDTH / 2.0;

  @Override
  public void paint(Graphics2D g, String shows, Dice place, Dice scene, double seconds) {
    g.setColor(new Color(8, 9, 12));
    g.fillRect(-8, -8, WIDTH + 16, HEIGHT + 16);
    g.translate(scene.between(-8, 8), scene.between(-5, 5));
    boolean poor = shows.equals("exposure");
    if (poor) {
      g.rotate(scene.between(0.22, 0.42) * (scene.chance(0.5) ? 1 : -1), MIDDLE, 120);
      g.translate(scene.between(35, 75) * (scene.chance(0.5) ? 1 : -1), scene.between(-30, 30));
    }
    double wide = scene.between(0.92, 1.08);
    g.scale(wide, 1);
    g.translate(MIDDLE / wide - MIDDLE, 0);
    Shape right = lung(-1, scene.between(-4, 4));
    Shape left = lung(1, scene.between(-4, 4));
    paintBody(g, scene, right, left);
    paintHeart(g, scene, shows.equals("heart"));
    switch (shows) {
      case "patch" -> patch(g, scene, scene.chance(0.5) ? right : left);
      case "fluid" -> fluid(g, scene, scene.chance(0.5) ? right : left);
      case "clear", "heart", "exposure" -> {}
      default -> throw new IllegalArgumentException("no view of a film is called " + shows);
    }
    paintBones(g, scene);
    if (poor) {
      boolean bright = scene.chance(0.5);
      g.setColor(bright ? new Color(235, 238, 240, 165) : new Color(0, 0, 0, 150));
      g.fillRect(-200, -200, WIDTH + 400, HEIGHT + 400);
    }
  }

  /** One side's lung: narrow at the top, with a curved floor. */
  private static Shape lung(int side, double longer) {
    double floor = 196 + longer;
    Path2D lung = new Path2D.Double();
    lung.moveTo(MIDDLE + side * 22, 58);
    lung.curveTo(MIDDLE + side * 34, 22, MIDDLE + side * 76, 40, MIDDLE + side * 92, 110);
    lung.curveTo(
        MIDDLE + side * 100, 150, MIDDLE + side * 104, 180, MIDDLE + side * 102, floor + 8);
    lung.curveTo(
        MIDDLE + side * 80, floor - 22, MIDDLE + side * 44, floor - 26, MIDDLE + side * 18, floor);
    lung.closePath();
    return lung;
  }

  private static void paintBody(Graphics2D g, Dice scene, Shape right, Shape left) {
    int flesh = 112 + scene.below(34);
    g.setColor(new Color(flesh, flesh + 3, flesh + 6));
    g.fill(new RoundRectangle2D.Double(MIDDLE - 132, 34, 264, 260, 120, 110));
    g.fill(new RoundRectangle2D.Double(MIDDLE - 26, -20, 52, 90, 26, 26));
    int air = 26 + scene.below(26);
    g.setColor(new Color(air, air + 2, air + 5));
    g.fill(right);
    g.fill(left);
    g.setColor(new Color(190, 192, 196, 190));
    g.fill(new RoundRectangle2D.Double(MIDDLE - 9, -10, 18, 260, 8, 8));
  }

  /** Mostly on the right of the picture; enlarged, it takes more than half of the chest's width. */
  private static void paintHeart(Graphics2D g, Dice scene, boolean large) {
    double size = large ? scene.between(1.6, 1.9) : scene.between(0.85, 1.05);
    double wide = 78 * size;
    double high = 84 * (large ? 1.22 : 1);
    g.setColor(new Color(196, 199, 203, 235));
    g.fill(new Ellipse2D.Double(MIDDLE + 16 - wide * 0.46, 196 - high, wide, high));
  }

  private static void patch(Graphics2D g, Dice scene, Shape lung) {
    Shape before = g.getClip();
    g.clip(lung);
    Rectangle2D box = lung.getBounds2D();
    double cx = box.getX() + box.getWidth() * scene.between(0.4, 0.65);
    double cy = box.getY() + box.getHeight() * scene.between(0.3, 0.62);
    for (int puff = 0; puff < 5; puff++) {
      float radius = (float) scene.between(20, 38);
      double x = cx + scene.between(-16, 16);
      double y = cy + scene.between(-16, 16);
      g.setPaint(
          new RadialGradientPaint(
              (float) x,
              (float) y,
              radius,
              new float[] {0, 0.6f, 1},
              new Color[] {
                new Color(222, 224, 226, 190),
                new Color(212, 214, 216, 110),
                new Color(200, 200, 200, 0)
              }));
      g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }
    g.setClip(before);
  }

  /** White from the floor up to a level that climbs at the sides. */
  private static void fluid(Graphics2D g, Dice scene, Shape lung) {
    Rectangle2D box = lung.getBounds2D();
    double level = box.getMaxY() - box.getHeight() * scene.between(0.4, 0.58);
    Path2D surface = new Path2D.Double();
    surface.moveTo(box.getX() - 8, level - 22);
    surface.quadTo(box.getCenterX(), level + 22, box.getMaxX() + 8, level - 22);
    surface.lineTo(box.getMaxX() + 8, box.getMaxY() + 10);
    surface.lineTo(box.getX() - 8, box.getMaxY() + 10);
    surface.closePath();
    Area filled = new Area(lung);
    filled.intersect(new Area(surface));
    g.setColor(new Color(226, 228, 230, 245));
    g.fill(filled);
  }

  private static void paintBones(Graphics2D g, Dice scene) {
    g.setColor(new Color(205, 208, 212, 80 + scene.below(50)));
    g.setStroke(new BasicStroke(4));
    for (int rib = 0; rib < 7; rib++) {
      double y = 42 + 22 * rib;
      for (int side : new int[] {-1, 1}) {
        double from = side < 0 ? MIDDLE - 104 : MIDDLE + 8;
        g.draw(new Arc2D.Double(from, y, 96, 34, 15, 150, Arc2D.OPEN));
      }
    }
    g.setStroke(new BasicStroke(8, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(new Color(210, 212, 216, 190));
    for (int side : new int[] {-1, 1}) {
      Path2D collar = new Path2D.Double();
      collar.moveTo(MIDDLE + side * 14, 52);
      collar.quadTo(MIDDLE + side * 60, 30, MIDDLE + side * 108, 48);
      g.draw(collar);
    }
    g.setStroke(new BasicStroke(1));
  }
}
