package io.sensorium.ingest.scene.home;

import io.sensorium.ingest.scene.About;
import io.sensorium.ingest.scene.Phrases;
import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.ingest.scene.Senses;
import io.sensorium.ingest.scene.SensorNames;
import io.sensorium.ingest.scene.SituationTable;
import java.util.Map;

/** The smart home: who or what is at the door, and should anyone act. */
public final class SmartHome {
  private static final SituationTable TABLE =
      new SituationTable()
          .row("nothing", "empty", "quiet", "chatter|delivery|guest|away|pet|none")
          .row("nothing", "person", "quiet", "chatter|guest|pet|none")
          .row("nothing", "animal", "quiet", "chatter|away|guest|delivery|none")
          .row("nothing", "empty|person", "alarm", "mishap")
          .row("nothing", "empty|person", "glass", "mishap")
          .row("nothing", "empty", "bark|bell", "chatter|delivery|guest|none")
          .row("visitor", "person", "bell", "chatter|guest|away|pet|none")
          .row("visitor", "parcel", "bell|bark", "guest")
          .row("visitor", "person", "bark", "chatter|guest")
          .row("delivery", "person", "bell|bark", "delivery")
          .row("delivery", "parcel", "bell", "chatter|delivery|away|pet|none")
          .row("delivery", "parcel", "quiet|bark", "delivery")
          .row("intruder", "person", "glass", "chatter|away|delivery|guest|pet|none")
          .row("intruder", "person", "quiet|bark", "away")
          .row("intruder", "empty", "glass", "away|delivery|guest")
          .row("intruder", "parcel", "quiet|bark", "away")
          .row("emergency", "empty|person|animal", "alarm", "help|chatter|guest|away|none")
          .row("emergency", "person|empty", "glass", "help")
          .row("emergency", "person", "bell|bark", "help")
          .row("pet", "animal", "bark", "chatter|pet|guest|delivery|away|none")
          .row("pet", "empty", "bark", "pet")
          .row("pet", "animal", "quiet|glass", "pet");

  private static final Phrases PHRASES =
      new Phrases(
          Map.of(
              "chatter",
              """
              what is the weather {tomorrow|tonight|this weekend|like today}
              turn the {lights|heating|music|radio} {up|down|off} in the {kitchen|bedroom|living room}
              play {some jazz|my morning playlist|the news|that song again}
              set a timer for {five|ten|twenty} minutes
              did you {see|watch} the {game|match|film} last night
              add {milk|eggs|bread|coffee} to the shopping list
              we need a new {phone|washing machine|sofa} {soon|one day}
              how was {work|school|your day}
              the {phone|holiday} package deal {is|looks} {cheap|too expensive}
              my {dentist|doctor} moved the appointment to {monday|friday}
              can you {help|give me a hand} with the {homework|crossword|dishes}
              I had a {sandwich|salad|soup} for lunch
              remind me to {call mum|pay the rent|water the plants}
              the neighbours are {painting|renovating} {again|their house}""",
              "delivery",
              """
              your {parcel|package|order} {will arrive|arrives|is due} {today|this afternoon|between two and four}
              the {courier|driver|delivery} is {two|five|ten} stops away
              we are expecting a {parcel|package|delivery} {today|this morning|any minute}
              out for delivery: {shoes|books|your order|one package}
              the {new lamp|laptop|book} I ordered {comes|ships} today
              {please|could you} {sign for|take in} the {parcel|package|box} {when it comes|today}
              {postman|courier} will leave the {box|parcel} at the door
              tracking says the {parcel|package} is on its way
              groceries get {delivered|dropped off} {today|at noon|around six}""",
              "guest",
              """
              {anna|tom|grandma|lee} is coming {over|round} {tonight|for dinner|at eight}
              {we|I} will be at yours {in ten minutes|soon|around seven}
              I am {nearly there|outside|parking the car|on the way to you}
              {friends|guests|the neighbours} are coming for {dinner|drinks|coffee}
              the {plumber|electrician|babysitter} comes {at nine|this morning|today}
              I invited {sam|my sister|the team} {over|for lunch|to the party}
              {let|buzz} {me|us} in when {I|we} ring
              {see you|be there} {in a minute|at seven} I bring {cake|wine|a present}
              mum {visits|drops by} {today|after work}""",
              "away",
              """
              we are {on holiday|away|out of town} {until sunday|this week|till monday}
              nobody is {home|at home|in the house} {today|tonight|until late}
              everyone has left {for work|for the airport|already}
              {set|switch} the house to away {mode|now}
              {I am|we are} {at the office|at the beach|abroad} and the house is empty
              I {locked up|left the house} {and will be back late|an hour ago}
              {arm|turn on} the security we are leaving
              the {house|flat} stays empty {all week|this weekend}
              back on {sunday|friday} please watch the house""",
              "help",
              """
              {help|please help} {me|us|quickly}
              call {an ambulance|the fire brigade|emergency services} {now|right now}
              there is {smoke|fire} in the {kitchen|hall|cellar}
              {grandpa|dad|she|he} {fell|collapsed} and cannot {get up|breathe}
              I am {hurt|bleeding|trapped} come {quickly|now}
              {I smell gas|something is burning} {get out|call somebody}
              we need a doctor {immediately|right away}
              {it is an emergency|this is urgent} {hurry|come quickly}
              my chest hurts {call|get} {help|a doctor}""",
              "pet",
              """
              where is {rex|bella|the dog|the cat}
              let the {dog|cat|puppy} {in|out|into the garden}
              has anyone {fed|walked} {rex|bella|the dog|the cat}
              {rex|bella|the dog|the cat} wants {in|his dinner|to go out}
              the {dog|cat|puppy} {ran off|is missing|got out} {again|this morning}
              who {walks|takes} the dog {tonight|now}
              {rex|bella|the puppy} is {scratching|waiting} at the door
              good {boy|girl} {rex|bella} come here
              the neighbour's {cat|dog} is {back|on our porch}""",
              "mishap",
              """
              {sorry|oops} I {dropped|broke} {a glass|a plate|the vase}
              {just|only} testing the {smoke alarm|alarm|detector}
              it is only {burnt toast|the toaster|the oven} {again|nothing happened}
              that {crash|noise} was {me|just me|the film|the television}
              {false alarm|all good} {I burnt the toast|it was the tv}
              changing the battery in the {alarm|smoke detector}
              {no worries|do not worry} I {knocked over|smashed} {a bottle|the lamp}
              the {fire drill|alarm test} {starts now|is today}
              I am {recycling|throwing out} the old {bottles|glass}"""));

  private static final About ABOUT =
      About.of(
          "who or what is at the door, and should anyone act",
          "a door camera",
          "a microphone in the hall",
          "what the residents say and write");

  private SmartHome() {}

  /** All of it. */
  public static ScenarioScenes scenes() {
    return new ScenarioScenes(
        "smart-home",
        ABOUT,
        new SensorNames("home", "door", "hall-mic", "voice", "chat"),
        TABLE,
        new Senses(new PorchView(), new HomeSounds(), PHRASES));
  }
}
