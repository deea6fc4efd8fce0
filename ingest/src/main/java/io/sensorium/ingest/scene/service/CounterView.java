package io.sensorium.ingest.scene.service;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Figures;
import io.sensorium.ingest.scene.View;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;

/** The picture of a video call: a room, a chair, and mostly someone on it. */
final class CounterView implements View {
  private static final int FLOOR = 236;

  @Override
  public void paint(Graphics2D g, String shows, Dice place, Dice scene, double seconds) {
    paintRoom(g, place, scene);
    double x = WIDTH / 2.0 + scene.between(-45, 45);
    chair(g, place, x);
    switch (shows) {
      case "calm" -> new Customer(g, scene, x, seconds).sitting(false);
      case "upset" -> new Customer(g, scene, x, seconds).angry();
      case "broken" -> {
        Customer customer = new Customer(g, scene, x, seconds);
        customer.sitting(scene.chance(0.5));
        Things.broken(g, scene, customer.hands(), 168);
      }
      case "receipt" -> {
        Customer customer = new Customer(g, scene, x, seconds);
        customer.sitting(scene.chance(0.5));
        Things.receipt(g, scene, customer.hands(), 100);
      }
      case "absent" -> {}
      default -> throw new IllegalArgumentException("no view of a call is called " + shows);
    }
    table(g, place);
  }

  private static void paintRoom(Graphics2D g, Dice place, Dice scene) {
    g.setColor(Figures.shade(place, 0.0, 1.0, 0.05, 0.3, 0.55, 0.9));
    g.fillRect(-4, -4, WIDTH + 8, HEIGHT + 8);
    int shelf = 20 + place.below(30);
    boolean left = place.chance(0.5);
    int from = left ? 8 : 222;
    for (int board = 0; board < 2; board++) {
      int y = shelf + 40 + 46 * board;
      for (int x = from; x < from + 84; x += 9 + place.below(5)) {
        g.setColor(Figures.shade(place, 0.0, 1.0, 0.3, 0.7, 0.3, 0.8));
        int high = 20 + place.below(16);
        g.fillRect(x, y - high, 7, high);
      }
      g.setColor(Figures.shade(place, 0.06, 0.1, 0.4, 0.6, 0.3, 0.5));
      g.fillRect(from - 4, y, 94, 5);
    }
    int frame = left ? 230 : 24;
    g.setColor(Figures.shade(place, 0.5, 0.65, 0.1, 0.4, 0.6, 0.95));
    g.fillRect(frame, 28, 62, 74);
    g.setColor(Color.WHITE);
    g.drawRect(frame, 28, 62, 74);
    g.drawLine(frame + 31, 28, frame + 31, 102);
    if (scene.chance(0.3)) {
      g.setColor(Figures.shade(scene, 0.25, 0.4, 0.4, 0.8, 0.25, 0.6));
      g.fillOval(frame + 4, 110, 54, 60);
    }
  }

  private static void chair(Graphics2D g, Dice place, double x) {
    g.setColor(Figures.shade(place, 0.0, 1.0, 0.1, 0.6, 0.12, 0.3));
    g.fill(new RoundRectangle2D.Double(x - 46, 112, 92, 130, 30, 30));
    g.setColor(new Color(255, 255, 255, 40));
    g.fill(new RoundRectangle2D.Double(x - 36, 122, 72, 90, 24, 24));
  }

  private static void table(Graphics2D g, Dice place) {
    g.setColor(Figures.shade(place, 0.05, 0.12, 0.2, 0.5, 0.35, 0.7));
    g.fillRect(-4, FLOOR - 16, WIDTH + 8, 40);
  }
}
