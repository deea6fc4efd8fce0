package io.sensorium.ingest.scene.service;

import io.sensorium.ingest.scene.About;
import io.sensorium.ingest.scene.Phrases;
import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.ingest.scene.Senses;
import io.sensorium.ingest.scene.SensorNames;
import io.sensorium.ingest.scene.SituationTable;
import java.util.Map;

/** Customer service: what should be done about a call. */
public final class CustomerService {
  private static final SituationTable TABLE =
      new SituationTable()
          .row("answer", "calm|receipt", "talk|silence", "howto")
          .row("answer", "calm", "talk|silence", "late|refund|none")
          .row("answer", "upset|absent", "talk", "howto")
          .row("answer", "calm|receipt", "music", "howto|late")
          .row("answer", "receipt", "talk|silence", "offer")
          .row("refund", "broken|receipt", "talk|silence", "refund|late")
          .row("refund", "broken", "talk|crying|silence", "howto|none")
          .row("refund", "receipt|broken", "crying", "refund|late")
          .row("refund", "broken", "talk|silence", "cancel")
          .row("refund", "broken", "talk|silence", "praise")
          .row("escalate", "upset|broken|receipt", "shouting", "refund|late|cancel|howto|none")
          .row("escalate", "upset", "shouting|crying", "praise")
          .row("escalate", "upset|calm", "crying", "refund|late|howto|none")
          .row("escalate", "absent", "shouting|crying", "refund|late|cancel|howto")
          .row("retain", "calm|upset|receipt", "talk|silence", "cancel")
          .row("retain", "upset", "talk|silence", "late|refund|none")
          .row("retain", "absent", "talk", "cancel|refund")
          .row("retain", "calm|upset", "music|crying", "cancel")
          .row("thank", "calm|receipt", "talk|silence|music", "praise")
          .row("thank", "calm|receipt", "shouting|crying", "praise")
          .row("thank", "absent|upset", "talk", "praise")
          .row("thank", "receipt", "talk|silence", "none")
          .row("close", "absent", "music|silence", "howto|refund|late|cancel|praise|none")
          .row("close", "absent|calm|upset", "talk|shouting", "offer")
          .row("close", "absent", "talk|shouting", "none")
          .row("close", "calm|upset|broken", "music", "offer|none");

  private static final Phrases PHRASES =
      new Phrases(
          Map.of(
              "howto",
              """
              how do I {change|reset|update} my {password|address|settings}
              {where|how} can I {find|download} the {manual|app|instructions}
              which {cable|battery|size} {fits|goes with} this {model|lamp|one}
              can you {explain|show me} how the {timer|filter|remote} works
              what does the {red|blinking|orange} light {mean|stand for}
              how long {is|lasts} the {guarantee|battery|warranty}
              {do|does} it {work|connect} with my {old phone|router|tablet}
              I {only|just} have a {quick|short} question about {set up|settings}
              which {button|menu} do I {press|choose} {first|to start}
              is there a {guide|video} for {cleaning|assembly|this}""",
              "refund",
              """
              I {want|would like} my money back {for this|today}
              can I {return|send back} {this|the lamp|the jug} {and get a refund|for a refund}
              please {refund|reimburse} {me|the order|the full price}
              it {stopped working|fell apart|came in pieces} I want {a refund|my money}
              {charged|billed} {twice|double} {for one order|by mistake}
              {when|where} is my {refund|money} I {returned|sent} it {weeks ago|in may}
              the {wrong|other} {item|colour|size} {arrived|was in the box}
              {this|the set} is {defective|faulty} I {do not want|will not keep} it
              give {me|us} {the money|a refund} {back|please} it is {useless|no good}""",
              "late",
              """
              where is my {order|parcel|delivery} it {should|was meant to} be here {yesterday|on monday}
              my {parcel|order} is {late|overdue|still not here}
              it was {promised|due} {for|by} {tuesday|friday|last week}
              the {tracking|app} {has not changed|says delayed} {for days|since monday}
              I have {waited|been waiting} {two|three} weeks for {delivery|my order}
              {nobody|no courier} {came|turned up} {although|and} I stayed {in|at home}
              {when|on which day} will {it|the order} {arrive|be delivered}
              the {delivery|parcel} {never|has not} {arrived|come}
              still {waiting|no sign} of my {package|order}""",
              "cancel",
              """
              I {want|would like} to {cancel|end} my {contract|subscription|plan}
              please {close|delete} my account {today|for good}
              {the competition|another shop} is {cheaper|half the price} I am {leaving|switching}
              {cancel|stop} {everything|my membership} {from|by} {today|next month}
              I {do not|no longer} {need|use} the {service|subscription}
              how {do|can} I {terminate|cancel} {this|the contract}
              I am {moving|switching} to {another provider|someone else}
              {take|remove} me {off|from} the {plan|programme} {please|now}
              do not {renew|extend} my {contract|plan} {again|this year}""",
              "praise",
              """
              {thank|thanks} {you|so much} {for your help|that was quick}
              your {colleague|technician|driver} was {so kind|wonderful|great}
              {great|brilliant|perfect} {service|support} {as always|again|really}
              I {love|adore} {it|the new lamp|my order}
              {just|only} {wanted|calling} to say {well done|how happy I am}
              {five|ten} stars {from me|for your team}
              you {people|lot} are {amazing|unbelievable|something else}
              that {is|was} {really|truly} {excellent|fantastic} {work|service}
              best {shop|company} {I know|ever} {honestly|truly}""",
              "offer",
              """
              {congratulations|good news} you have {won|been selected for} a {cruise|voucher|prize}
              this is {about|regarding} your {energy bill|car insurance} {press one|stay on the line}
              we {can lower|will halve} your {electricity|phone} {costs|bill} {today|now}
              do you {have|own} {solar panels|life insurance}
              {invest|earn} {five hundred|thousands} {a week|from home} {guaranteed|with us}
              your {computer|account} has a {virus|problem} {call|give} us {access|your code}
              {special|exclusive} offer for {business owners|you} {only today|this week}
              may I {interest you|speak to the owner} {in a loan|about advertising}
              {claim|collect} your {gift card|reward} {before|by} {midnight|friday}"""));

  private static final About ABOUT =
      About.of(
          "what should be done about a customer's call",
          "the customer's picture in a video call",
          "the sound of the call without its words",
          "what the customer says or types");

  private CustomerService() {}

  /** All of it. */
  public static ScenarioScenes scenes() {
    return new ScenarioScenes(
        "customer-service",
        ABOUT,
        new SensorNames("desk", "webcam", "headset", "voice", "chat"),
        TABLE,
        new Senses(new CounterView(), new CallSounds(), PHRASES));
  }
}
