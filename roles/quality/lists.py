"""Words and names that the checks know."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _names(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(","))


# What stands in any text; then what any guide of any role says.
COMMON = _words(
    """
    a about above across after again against all almost alone along already also although always am an and another
    any anyone anything are around as ask at away back be because been before behind being below between both but by
    came can cannot come could did different do does done down during each either else end enough even every
    everyone everything few find first for found from gave get give given go goes going gone good got had has have
    having he help her here him his how however i if in into is it its itself just keep kept kind knew know known
    last later least less let like little long look made make many may me mean might mine more most much must my
    name need never next no nobody none nor not nothing now of off often on once one only onto or other our out over
    own part people per perhaps put rather real really right said same saw say second see seem seen several shall
    she should show since so some somebody someone something soon still such sure take taken tell than that the
    their them then there these they thing third this those though three through till time to together told too took
    toward true turn two under until up upon us use used usual very want was way we week well went were what when
    where whether which while who whole whom whose why will with within without word work would write written year
    yes yet you your yours

    best better big company day early four high job junior lead learn level low member mentor new organization
    person practice principal responsibility role senior skill small staff team technical
    """
)

# What every posting asks for.
VAGUE = _names(
    """
    adaptability, analytical skills, analytical thinking, attention to detail, collaboration, communication,
    communication skills, creativity, critical thinking, flexibility, interpersonal skills, leadership,
    leadership skills, motivation, multitasking, organization, organizational skills, people skills,
    presentation skills, problem solving, problem solving skills, problem-solving, self-motivation, soft skills,
    team player, team work, teamwork, technical skills, time management, work ethic, written communication
    """
)

# Products that people call skills. No list of all of them: those that guides of such roles name.
TOOLS = _names(
    """
    adobe photoshop, adobe xd, airflow, ansible, apache kafka, apache spark, asana, azure devops, bash, burp suite,
    confluence, cypress, databricks, datadog, dbt, docker, elasticsearch, excel, figma, git, github, gitlab,
    google analytics, grafana, hubspot, illustrator, indesign, jenkins, jira, jupyter, kafka, kubernetes, linear,
    looker, metasploit, microsoft excel, microsoft office, microsoft project, microsoft visio, miro, nessus, nmap,
    notion, pandas, photoshop, playwright, postgresql, postman, power bi, powerpoint, prometheus, pytorch,
    salesforce, selenium, servicenow, sketch, slack, snowflake, spark, splunk, tableau, tensorflow, terraform,
    trello, visio, wireshark, wordpress, zendesk
    """
)

# Last words of what a person does, which no product does alone.
DOING = _words(
    """
    budgeting coaching communication coordination estimating interviewing leadership management mentoring
    negotiation planning storytelling teamwork thinking writing
    """
)

# What fills a line and says nothing.
FILLER = _names(
    """
    a variety of, at the end of the day, best of both worlds, bridge the gap, bridges the gap, cutting-edge,
    cutting edge, deep dive, delve, delves, dynamic environment, dynamic role, ever-changing, ever-evolving,
    exciting career, fast-paced, game-changer, game changer, good fit for anyone, hit the ground running,
    in today's world, it depends, it is important to note, it's important to note, key role, leverage, leverages,
    leveraging, passionate about, pivotal role, plays a vital role, crucial role, rapidly changing, rewarding career,
    seamless, seamlessly, state-of-the-art, synergy, think outside the box, unlock your potential, utilize, utilizes,
    utilizing, vital role, wear many hats, wears many hats, wide range of, world-class
    """
)
