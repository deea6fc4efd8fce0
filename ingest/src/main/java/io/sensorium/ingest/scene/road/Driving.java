package io.sensorium.ingest.scene.road;

import io.sensorium.ingest.scene.About;
import io.sensorium.ingest.scene.Phrases;
import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.ingest.scene.Senses;
import io.sensorium.ingest.scene.SensorNames;
import io.sensorium.ingest.scene.SituationTable;
import java.util.Map;

/** The drive: what the driver should do now. */
public final class Driving {
  private static final SituationTable TABLE =
      new SituationTable()
          .row("clear", "open|car", "engine", "chatter|weather|school|emergency|queue|none")
          .row("clear", "brake|pedestrian", "engine", "chatter|emergency|none")
          .row("clear", "open|car", "siren", "media")
          .row("clear", "car", "horn", "chatter|media|weather|none")
          .row("clear", "open", "rain", "chatter|school|emergency|none")
          .row("clear", "rain", "engine", "chatter|school|none")
          .row("yield", "open|car", "siren", "emergency|chatter|weather|queue|school|none")
          .row("yield", "rain|brake", "siren", "emergency|chatter|weather|queue|none")
          .row("yield", "open|car|brake", "horn", "emergency")
          .row("brake", "brake", "screech|horn", "chatter|queue|weather|none")
          .row("brake", "car|rain", "screech", "chatter|queue|weather|none")
          .row("brake", "brake", "engine|rain", "queue")
          .row("pedestrian", "pedestrian", "horn|screech", "chatter|school|queue|weather|none")
          .row("pedestrian", "pedestrian", "engine|rain", "school")
          .row("pedestrian", "open|car", "horn|screech", "school")
          .row("slow", "rain", "rain", "chatter|weather|queue|emergency|school|none")
          .row("slow", "open|car", "rain", "weather")
          .row("slow", "rain|brake", "engine", "weather");

  private static final Phrases PHRASES =
      new Phrases(
          Map.of(
              "chatter",
              """
              {play|put on} {some music|the radio|my podcast}
              are we there yet
              I am {hungry|thirsty|tired} {already|now}
              {call|text} {mum|the office|anna} when we get there
              what is for {dinner|lunch}
              the {meeting|film} starts at {eight|noon|seven}
              can you turn the {air conditioning|heating|volume} {up|down}
              {nice|lovely} {view|houses|trees} over there
              where should we {park|stop for coffee|get petrol}
              did you {lock|close} the {door|window|garage}
              next exit in {two|five} {miles|kilometres}
              keep {left|right} {at the fork|at the roundabout}
              the {kids|children} {loved|enjoyed} the zoo
              what a {day|week} at work""",
              "emergency",
              """
              {ambulance|fire engine|police car|emergency vehicle} {approaching|coming up} {from behind|behind you|ahead}
              {make way|form a corridor|move over} for the {ambulance|police|fire brigade}
              {pull over|let it pass|give way} there is an {ambulance|emergency vehicle}
              {police|rescue|fire} vehicles on {your route|this road} {keep clear|give way}
              I {see|saw} blue lights {in the mirror|behind us|at the junction}
              there are flashing lights {behind|in the mirror}
              accident ahead {rescue|ambulance} is on the way
              keep the emergency lane {free|clear}""",
              "queue",
              """
              {queue|traffic jam|congestion} {ahead|in two hundred metres|after the bend}
              {stationary|stopped|standing} traffic {ahead|on your lane}
              {broken down|stopped} {car|lorry|van} {ahead|in your lane}
              {watch out|careful} they are {braking|stopping} {up there|ahead}
              end of {queue|jam} in {one hundred|three hundred} metres
              roadworks {ahead|in half a mile} lane closed
              hazard reported {ahead|on the road} {object|car} on the road
              the lights ahead {turned|are} red {stop|slow down}""",
              "school",
              """
              {school|playground|kindergarten} zone {ahead|begins here}
              {children|kids} {crossing|playing} {ahead|near the road|by the road}
              pedestrian crossing {ahead|in fifty metres}
              {careful|watch out} {someone|a child|a cyclist} is crossing
              crossing guard {ahead|on the road}
              {people|pedestrians} on the {road|carriageway} reported
              school {is out|ends now} expect {children|kids}
              a {ball|boy|girl} {rolled|ran} {onto|into} the {road|street}""",
              "weather",
              """
              {heavy rain|storm|flooding} {warning|reported} {ahead|in your area|this evening}
              {danger|risk} of aquaplaning {ahead|on this stretch}
              {wet|slippery|icy} road {ahead|surface}
              {visibility|grip} is {poor|low} {ahead|on the hills}
              thunderstorm {moving in|over the motorway}
              water on the {road|carriageway} {ahead|reported}
              {weather|met office} warning {rain|wind|hail} {expected|until six}
              it is {pouring|raining hard} {over there|past the bridge}""",
              "media",
              """
              that {siren|horn} is {on|from} the {radio|film|podcast}
              they are {filming|shooting} a {movie|police series} here
              {turn|switch} that {police series|crime show|audiobook} {down|off}
              the {siren|ambulance} is just {in the song|on the radio}
              a {wedding|parade} {passes|is hooting} {again|today}
              the kids have a toy {siren|police car|fire engine}
              {great|loud} {movie|video} with all those {sirens|horns}
              fire station open day {today|all weekend}"""));

  private static final About ABOUT =
      About.of(
          "what the driver should do now",
          "a dashboard camera",
          "a microphone in the car",
          "what passengers, navigation and messages say");

  private Driving() {}

  /** All of it. */
  public static ScenarioScenes scenes() {
    return new ScenarioScenes(
        "driving",
        ABOUT,
        new SensorNames("car", "front", "cabin-mic", "voice", "messages"),
        TABLE,
        new Senses(new RoadView(), new RoadSounds(), PHRASES));
  }
}
