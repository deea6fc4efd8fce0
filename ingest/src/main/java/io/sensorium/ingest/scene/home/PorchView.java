package io.sensorium.ingest.scene.home;

import io.sensorium.ingest.scene.Dice;
import io.sensorium.ingest.scene.Figures;
import io.sensorium.ingest.scene.Tone;
import io.sensorium.ingest.scene.View;
import java.awt.Color;
import java.awt.Graphics2D;

/** A door camera's view of the porch. */
final class PorchView implements View {
  @Override
  public void paint(Graphics2D g, String shows, Dice place, Dice scene, double seconds) {
    paintHouse(g, place);
    paintClutter(g, place, scene);
    double x = scene.between(60, WIDTH - 60) + 6 * Tone.sine(seconds / scene.between(2, 5));
    switch (shows) {
      case "empty" -> {}
      case "person" -> Figures.person(g, scene, x, 228, scene.between(120, 175), seconds);
      case "parcel" -> {
        double height = scene.between(120, 175);
        Figures.person(g, scene, x, 228, height, seconds);
        parcel(g, scene, x, 228 - height * 0.55, height);
      }
      case "animal" ->
          Figures.animal(g, scene, x, scene.between(205, 232), scene.between(38, 68), seconds);
      default -> throw new IllegalArgumentException("no view of the porch is called " + shows);
    }
    paintLight(g, scene);
  }

  private static void paintHouse(Graphics2D g, Dice place) {
    g.setColor(Figures.shade(place, 0.0, 1.0, 0.05, 0.35, 0.45, 0.9));
    g.fillRect(-4, -4, WIDTH + 8, HEIGHT + 8);
    g.setColor(Figures.shade(place, 0.05, 0.15, 0.1, 0.4, 0.3, 0.6));
    int floor = 185 + place.below(20);
    g.fillRect(-4, floor, WIDTH + 8, HEIGHT - floor + 8);
    int door = 30 + place.below(180);
    g.setColor(Figures.shade(place, 0.0, 1.0, 0.3, 0.8, 0.2, 0.6));
    g.fillRect(door, 45, 85, floor - 45);
    g.setColor(Figures.shade(place, 0.1, 0.15, 0.4, 0.8, 0.6, 0.9));
    g.fillOval(door + 70, 120, 8, 8);
    g.setColor(Figures.shade(place, 0.5, 0.65, 0.1, 0.4, 0.4, 0.9));
    int window = door > 120 ? 20 : 220;
    g.fillRect(window, 55, 70, 60);
    g.setColor(Color.WHITE);
    g.drawRect(window, 55, 70, 60);
    g.drawLine(window + 35, 55, window + 35, 115);
  }

  /** Things that stand about and mean nothing: a plant, a bicycle, a box, a doormat. */
  private static void paintClutter(Graphics2D g, Dice place, Dice scene) {
    if (place.chance(0.6)) {
      int x = place.below(280);
      g.setColor(Figures.shade(place, 0.02, 0.1, 0.5, 0.8, 0.3, 0.6));
      g.fillRect(x, 190, 26, 26);
      g.setColor(Figures.shade(place, 0.25, 0.4, 0.4, 0.8, 0.2, 0.6));
      g.fillOval(x - 10, 145, 46, 52);
    }
    if (place.chance(0.3)) {
      int x = place.below(240);
      g.setColor(Color.DARK_GRAY);
      g.drawOval(x, 180, 36, 36);
      g.drawOval(x + 48, 180, 36, 36);
      g.drawLine(x + 18, 198, x + 50, 170);
      g.drawLine(x + 50, 170, x + 66, 198);
    }
    if (scene.chance(0.25)) {
      g.setColor(boxColour(scene));
      g.fillRect(scene.below(290), 205, 16 + scene.below(16), 14 + scene.below(10));
    }
    if (scene.chance(0.3)) {
      g.setColor(new Color(20, 20, 20, 70));
      int x = scene.below(260);
      g.fillOval(x, 60, 50 + scene.below(60), 150);
    }
  }

  private static void parcel(Graphics2D g, Dice scene, double x, double y, double height) {
    int wide = (int) (height * scene.between(0.3, 0.48));
    int high = (int) (height * scene.between(0.22, 0.34));
    int left = (int) (x - wide * scene.between(0.25, 0.75));
    g.setColor(boxColour(scene));
    g.fillRect(left, (int) y, wide, high);
    g.setColor(new Color(240, 230, 200, 180));
    g.fillRect(left + wide / 2 - 3, (int) y, 6, high);
    g.setColor(Color.DARK_GRAY);
    g.drawRect(left, (int) y, wide, high);
  }

  private static Color boxColour(Dice scene) {
    return scene.chance(0.75)
        ? Figures.shade(scene, 0.07, 0.12, 0.35, 0.65, 0.5, 0.85)
        : Figures.shade(scene, 0.0, 1.0, 0.0, 0.3, 0.6, 0.95);
  }

  /** A patch of sun, or of the porch lamp at night. */
  private static void paintLight(Graphics2D g, Dice scene) {
    int x = scene.below(WIDTH);
    int size = 120 + scene.below(140);
    g.setColor(new Color(255, 240, 190, 20 + scene.below(40)));
    g.fillOval(x - size / 2, scene.below(120) - 40, size, size);
  }
}
