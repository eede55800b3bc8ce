using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Says why an item stands where it stands.</summary>
internal static class Explainer
{
    public static RouterExplanation Explain(RouterWork work, IEnumerable<RouterAgent> agents)
    {
        var candidates = agents.Select(agent => Judge(work, agent)).ToImmutableArray();
        return new RouterExplanation(work.ToView(), work.Class.Skills, candidates, Summarize(work, candidates));
    }

    private static RouterCandidate Judge(RouterWork work, RouterAgent agent)
    {
        var id = agent.Settings.Id;
        RouterCandidate Because(RouterObstacle obstacle, string message) => new(id, obstacle, null, $"{id} {message}");

        if (work.Agent == agent)
        {
            return Because(RouterObstacle.HasIt, work.Status switch
            {
                WorkStatus.Offered => "is being asked.",
                WorkStatus.Assigned => "has it.",
                _ => "does its after-contact work.",
            });
        }

        if (work.Item.Agent is { } meant && meant != id)
        {
            return Because(RouterObstacle.MeantForAnother, $"is not asked: it is meant for {meant}.");
        }

        if (!agent.SignedIn)
        {
            return Because(RouterObstacle.NotSignedIn, "is not signed in.");
        }

        if (work.Item.Agent is null && Requirements.FirstMissing(work.Class.Skills, agent.Profile.Skills) is { } missing)
        {
            return new RouterCandidate(id, RouterObstacle.LacksSkill, missing, $"{id} lacks {missing.Skill} at level {missing.Level}.");
        }

        return (agent, work) switch
        {
            ({ Connected: false }, _) => Because(RouterObstacle.NotConnected, "has no desktop or phone connected."),
            ({ Ready: false }, _) => Because(RouterObstacle.NotReady, $"is not ready ({agent.NotReady})."),
            _ when work.Excludes(agent) => Because(RouterObstacle.Excluded, "was asked already; not again before becoming ready anew."),
            _ when !agent.HasRoomFor(work.Class.Channel) => Because(
                RouterObstacle.NoCapacity,
                $"has {agent.UsedUnits} of {agent.Settings.Capacity} units taken; {work.Item.Channel} needs {agent.Profile.CostOf(work.Class.Channel).Units}."),
            _ => Because(RouterObstacle.None, "could take it."),
        };
    }

    private static string Summarize(RouterWork work, ImmutableArray<RouterCandidate> candidates)
    {
        switch (work.Status)
        {
            case WorkStatus.Offered:
                return $"{work.Agent!.Settings.Id} is being asked.";
            case WorkStatus.Assigned:
                return $"{work.Agent!.Settings.Id} has it.";
            case WorkStatus.WrapUp:
                return $"It has ended; {work.Agent!.Settings.Id} does its after-contact work.";
        }

        var groups = candidates
            .GroupBy(candidate => candidate.Obstacle)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {Describe(group.Key)}");
        var required = work.Class.Skills.IsEmpty ? "no skill" : string.Join(", ", work.Class.Skills.Select(skill => $"{skill.Skill} {skill.Level}"));
        return candidates.IsEmpty
            ? "It waits: there are no agents."
            : $"It waits in {work.Item.Queue} and needs {required}. Of {candidates.Length} agents: {string.Join(", ", groups)}.";
    }

    private static string Describe(RouterObstacle obstacle) => obstacle switch
    {
        RouterObstacle.None => "could take it",
        RouterObstacle.HasIt => "has it",
        RouterObstacle.MeantForAnother => "not meant",
        RouterObstacle.NotSignedIn => "not signed in",
        RouterObstacle.LacksSkill => "without the skill",
        RouterObstacle.NotConnected => "not connected",
        RouterObstacle.NotReady => "not ready",
        RouterObstacle.Excluded => "asked already",
        _ => "without room",
    };
}
