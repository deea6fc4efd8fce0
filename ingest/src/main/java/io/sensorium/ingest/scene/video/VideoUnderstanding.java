package io.sensorium.ingest.scene.video;

import io.sensorium.ingest.scene.About;
import io.sensorium.ingest.scene.Phrases;
import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.ingest.scene.Senses;
import io.sensorium.ingest.scene.SensorNames;
import io.sensorium.ingest.scene.SituationTable;
import java.util.Map;

/** Video understanding: which kind of segment a programme is in. */
public final class VideoUnderstanding {
  private static final SituationTable TABLE =
      new SituationTable()
          .row("match", "pitch", "crowd", "score|report|buy|none")
          .row("match", "pitch", "speech|music", "score")
          .row("match", "sofa|road|stage", "crowd|engines", "score")
          .row("interview", "sofa", "speech", "question|score|buy|none")
          .row("interview", "sofa", "crowd", "question|buy|none")
          .row("interview", "pitch|kitchen|stage|desk", "speech", "question")
          .row("interview", "road", "engines|speech", "question")
          .row("cooking", "kitchen", "sizzle", "recipe|question|buy|none")
          .row("cooking", "kitchen", "speech|music", "recipe")
          .row("cooking", "sofa|desk|stage", "sizzle|speech", "recipe")
          .row("chase", "road", "engines", "danger|none")
          .row("chase", "road|kitchen|pitch", "music|crowd", "danger")
          .row("chase", "kitchen|pitch|sofa", "engines", "danger")
          .row("news", "desk", "speech", "report|danger|score|none")
          .row("news", "road|kitchen|stage|pitch", "speech", "report")
          .row("news", "desk|road", "engines|crowd|sizzle", "report")
          .row("concert", "stage", "music|crowd", "question|report|none")
          .row("concert", "stage", "music", "danger|recipe")
          .row("concert", "sofa|desk", "music", "question|none")
          .row("advert", "kitchen|road|stage|pitch|desk", "music", "buy")
          .row("advert", "road|kitchen|desk|pitch", "speech|engines", "buy")
          .row("advert", "kitchen|road", "music", "report|none");

  private static final Phrases PHRASES =
      new Phrases(
          Map.of(
              "score",
              """
              {goal|what a goal} {two|one|three} nil {after|in} {ten minutes|the second half}
              {he|she|number nine} {shoots|scores} {from|out of} {distance|the box}
              {penalty|free kick|corner} for {the hosts|the visitors|united}
              {the referee|he} {shows|gives} {a red|a yellow} card
              {still|it stays} {one all|nil nil} {at half time|with ten minutes left}
              {saved|tipped over the bar} by the {keeper|goalkeeper}
              {extra time|the final whistle} {and|here} the {cup|title} is {theirs|won}
              {united|rovers|the champions} {attack|press} {down the left|again}
              {substitution|change} {for|by} {rovers|the visitors} {fresh legs|a striker}""",
              "question",
              """
              {so|and} {how|what} did {you|that} {feel|change} {then|back then}
              {tell|remind} us {about|of} your {childhood|first role|new book}
              {what|who} {inspired|taught} you {most|to write|to play}
              {were|are} you {nervous|proud|surprised} {at first|when it happened}
              {you|she} once {said|wrote} that {success|fame} {is|was} {luck|work}
              {would|could} you do it {again|differently} {today|now}
              {welcome|good evening} {it is|we are} {great|glad} to {have|see} you
              {why|when} did you {leave|join} the {band|team|theatre}
              {let me|may I} ask {about|you about} {your family|the film}""",
              "recipe",
              """
              {add|fold in|stir in} {the flour|the butter|two eggs} {slowly|and mix}
              {chop|slice|peel} {the onions|the carrots|a clove of garlic} {finely|in rings}
              {bake|roast|leave} {it|them} for {twenty|forty} minutes {at two hundred degrees|until golden}
              {a pinch|a spoon} of {salt|pepper|sugar} {to taste|now}
              {simmer|boil|fry} {over|on} {low|high} heat {until soft|with a lid}
              {let|allow} the {dough|batter} {rest|rise} {for an hour|in the fridge}
              {season|serve} {the sauce|the soup} with {basil|parsley|lemon}
              {melt|heat} {the butter|some oil} in {a pan|the pot}
              {whisk|beat} {the cream|the egg whites} until {stiff|smooth}""",
              "danger",
              """
              {stop|hold on} {they are|he is} {getting away|right behind us}
              {faster|step on it|go go} {they|he} {will catch us|is gaining}
              {look out|duck} {he has|they have} {a gun|the case}
              {follow|lose} that {van|red car} {now|at the bridge}
              {the bomb|the bridge} {goes off|will blow} in {ten|sixty} seconds
              {jump|get out} {now|before it explodes}
              {all units|suspect} {heading|heads} {north|for the harbour}
              {we|you} {cannot|can not} {hide|run} {for ever|any longer}
              {cut|block} the {road|exit} {he must not escape|no way out}""",
              "buy",
              """
              {now|only} {nine|nineteen} ninety nine {while stocks last|this week only}
              {new|the new} {formula|flavour} {twice as|even} {fresh|clean|strong}
              {order|call} {today|now} and get {a second one|delivery} free
              {available|find it} in {all good shops|your supermarket}
              {because|since} {you|your skin|your car} {deserves|deserve} {the best|more}
              {terms|conditions} apply {see website|ask your dealer}
              {save|up to} {thirty|fifty} percent {on everything|off all sofas}
              {taste|feel|drive} the {difference|future} {today|now}
              {nine|eight} out of ten {dentists|drivers|cats} {prefer|recommend} it""",
              "report",
              """
              {parliament|the council} {votes|voted} {today|last night} on {the budget|the law}
              {police|officials} {say|confirm} that {nobody|two people} {was|were} hurt
              {shares|prices} {rose|fell} {sharply|by two percent} {on monday|overnight}
              {the minister|a spokesman} {denied|announced} {the plans|a new tax}
              {storm|flood} warnings {in force|issued} for {the coast|the north}
              {our|the} correspondent {reports|is} {from the scene|in the capital}
              {talks|negotiations} {resume|ended} {in geneva|without result}
              {unemployment|inflation} {at|reaches} {a record low|five percent}
              {and|now} the {headlines|weather} {at|of} {eight|this hour}"""));

  private static final About ABOUT =
      About.of(
          "which kind of segment a programme is in",
          "frames of a programme",
          "its soundtrack",
          "its subtitles");

  private VideoUnderstanding() {}

  /** All of it. */
  public static ScenarioScenes scenes() {
    return new ScenarioScenes(
        "video-understanding",
        ABOUT,
        new SensorNames("channel", "picture", "soundtrack", "subtitles", "teletext"),
        TABLE,
        new Senses(new ScreenView(), new Soundtrack(), PHRASES));
  }
}
