package io.sensorium.ingest.scene.medical;

import io.sensorium.ingest.scene.About;
import io.sensorium.ingest.scene.Phrases;
import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.ingest.scene.Senses;
import io.sensorium.ingest.scene.SensorNames;
import io.sensorium.ingest.scene.SituationTable;
import java.util.Map;

/**
 * Medical notes: which pile of a worklist a case goes to. Everything in it is invented: the rows
 * are made so that three senses are needed, not after any guideline.
 */
public final class MedicalNotes {
  private static final SituationTable TABLE =
      new SituationTable()
          .row("routine", "clear", "normal", "routine|fall|fever|swelling|none")
          .row("routine", "patch|heart", "normal", "routine")
          .row("routine", "clear", "muffled|rubbing", "routine")
          .row("routine", "heart", "normal", "fall|none")
          .row("routine", "clear", "crackles", "routine|fall")
          .row("pneumonia-like", "patch", "crackles", "fever|breathless|none|fall")
          .row("pneumonia-like", "patch", "normal|muffled|rubbing", "fever")
          .row("pneumonia-like", "clear|heart", "crackles", "fever")
          .row("pneumonia-like", "exposure|fluid", "crackles|rubbing", "fever")
          .row("fluid-like", "fluid", "muffled", "breathless|fall|routine|fever|none")
          .row("fluid-like", "fluid", "normal", "fall|fever|breathless|none")
          .row("fluid-like", "clear|patch|exposure", "muffled", "fall")
          .row("fluid-like", "patch", "muffled", "breathless|none")
          .row("heart-like", "heart", "crackles", "swelling|breathless|fall|none")
          .row("heart-like", "heart", "normal|wheeze|muffled", "swelling")
          .row("heart-like", "clear|patch|exposure", "crackles", "swelling")
          .row("heart-like", "fluid", "crackles|muffled|normal", "swelling")
          .row("airway-like", "clear", "wheeze", "breathless|fever|routine|fall|none")
          .row("airway-like", "clear|patch", "normal", "breathless")
          .row("airway-like", "patch|heart|exposure", "wheeze", "breathless")
          .row("airway-like", "patch", "wheeze", "routine|none")
          .row("repeat", "exposure", "normal|rubbing", "breathless|fall|routine|swelling|none")
          .row("repeat", "exposure", "crackles|wheeze|muffled", "routine|none")
          .row("repeat", "patch|fluid|heart", "rubbing", "routine|fall|none")
          .row("repeat", "fluid", "wheeze", "routine|fall|none");

  private static final Phrases PHRASES =
      new Phrases(
          Map.of(
              "fever",
              """
              {fever|temperature} {since|for} {three days|monday|the weekend} with {cough|chills}
              {productive|wet} cough {and fever|with a temperature} {thirty nine|over thirty eight}
              {shivering|chills} {and|with} {yellow|green} {sputum|phlegm}
              {feverish|hot} {since yesterday|all week} {feels weak|tired|coughs}
              temperature {of thirty nine|has gone up} {overnight|since friday} coughing {a lot|more}
              {coughs|coughing} {and sweats|with night sweats} {fever|high temperature}
              {flu|cold} {last week|before} now {fever again|high fever}
              {sudden|rising} fever {pain when breathing in|cough since tuesday}""",
              "breathless",
              """
              {attacks|bouts} of breathlessness {at night|when running|in spring}
              {tight|tightness in the} chest {after|with} {exercise|cold air|pollen}
              {inhaler|spray} {helps|no longer helps} {a little|any more}
              {known|long} allergy {to pollen|to cats} {short of breath|gets no air}
              {whistling|whistles} {when breathing out|at night} {since childhood|for years}
              {out of|short of} breath {on stairs|in cold air} {smoker|used to smoke}
              {hay fever|pollen season} {cannot|can hardly} {breathe out|get air}
              breathing out {is hard|takes long} {in the morning|after sport}""",
              "swelling",
              """
              {swollen|thick} {legs|ankles|feet} {in the evening|since last week|both sides}
              {gained|put on} {three|four|five} kilos {in a week|since may}
              {needs|sleeps on} {two|three} pillows {at night|to sleep}
              {legs|ankles} {swell|are swollen} {more and more|shoes do not fit}
              {wakes|woken} at night {and must sit up|has to sit} legs {heavy|swollen}
              {water|fluid} in the {legs|feet} {tablets|pills} {forgotten|run out}
              {dents|marks} stay {in the shins|from the socks} {both legs|left and right}
              {tired|weak} {after few steps|on the flat} {weight|kilos} {up|rising}""",
              "fall",
              """
              {fell|slipped} {on the stairs|from a ladder|off the bike} {yesterday|this morning}
              {pain|sore} {in the ribs|at the side} {after|since} {a fall|the accident}
              {hit|struck} by {a car door|a ball|the handlebar} {on the chest|at the side}
              {bruise|bruises} {on the right|over the ribs} {after sport|from a fall}
              {accident|collision} {on the way to work|at football} {ribs hurt|chest pain}
              {tripped|fell} {over the carpet|in the garden} {hurts when laughing|side hurts}
              {stairs|ladder} {fall|accident} {two days ago|on sunday} {pain|bruise} on one side
              {knocked|thrown} {down|off the horse} {side|ribs} {sore|painful}""",
              "routine",
              """
              {routine|yearly} {check|check up} {no complaints|feels well}
              {before|for} {an operation|the new job|a visa} {no symptoms|healthy}
              {check|picture} {for the|asked by the} {employer|insurance|sports club}
              {control|follow up} {after a year|as planned} {all well|no complaints}
              {no|without} {complaints|symptoms} {old scar known|known for years}
              {screening|examination} {at work|as every year} {feels fine|no news}
              {certificate|form} {for diving|for the pilot licence} {fit|well}
              {healthy|well} {wants|needs} {a certificate|a check} {only|today}"""));

  private static final About ABOUT =
      About.of(
              "which pile of a worklist an invented case goes to",
              "a drawing of a chest film",
              "the sound of a stethoscope",
              "a short note on the case")
          .withNotice(
              "A demonstration, not a medical device. Pictures, sounds, notes and rules are invented"
                  + " and simplified; nothing here may be used for any decision about anyone's"
                  + " health.");

  private MedicalNotes() {}

  /** All of it. */
  public static ScenarioScenes scenes() {
    return new ScenarioScenes(
        "medical-notes",
        ABOUT,
        new SensorNames("room", "film", "stethoscope", "dictation", "notes"),
        TABLE,
        new Senses(new FilmView(), new ChestSounds(), PHRASES));
  }
}
