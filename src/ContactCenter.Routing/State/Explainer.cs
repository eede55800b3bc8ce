using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Says why an item stands where it stands.</summary>
internal static class Explainer
{
    public static RouterExplanation Explain(RouterWork work, IEnumerable<RouterAgent> agents, MatchIndex index)
    {
        var judged = agents.Select(agent => (Agent: agent, Candidate: Score(work, agent, index))).ToList();
        var places = judged.Where(j => j.Candidate.Obstacle == RouterObstacle.None)
            .OrderByDescending(j => j.Candidate.Rank).ThenBy(j => j.Candidate.Key).ThenBy(j => j.Agent.IdleSequence)
            .Select((j, i) => (j.Agent, Place: i + 1)).ToDictionary(j => j.Agent, j => j.Place);
        var candidates = judged
            .Select(j => places.TryGetValue(j.Agent, out var place) ? j.Candidate with { Place = place } : j.Candidate).ToImmutableArray();
        return new RouterExplanation(work.ToView(), work.Class.Demand.Skills, candidates, Summarize(work, candidates)) { Strategy = index.StrategyOf(work.Queue) };
    }

    private static RouterCandidate Score(RouterWork work, RouterAgent agent, MatchIndex index)
    {
        var (rank, key) = index.Score(work, agent);
        return Judge(work, agent) with { Rank = rank, Key = key };
    }

    private static RouterCandidate Judge(RouterWork work, RouterAgent agent)
    {
        var id = agent.Id;
        RouterCandidate Because(RouterObstacle obstacle, string message) => new(id, obstacle, null, $"{id} {message}");

        if (work.Agent == agent || work.OfferTo(agent) is not null)
        {
            return Because(RouterObstacle.HasIt, work.Status switch
            {
                WorkStatus.Offered => "is being asked.",
                WorkStatus.Assigned => "has it.",
                _ => "does its after-contact work.",
            });
        }

        if (work.MeantFor is { } meant && meant != id)
        {
            return Because(RouterObstacle.MeantForAnother, $"is not asked: it is meant for {meant}.");
        }

        if (!agent.SignedIn)
        {
            return Because(RouterObstacle.NotSignedIn, "is not signed in.");
        }

        if (work.MeantFor is null && Requirements.FirstMissing(work.Class.Demand.Skills, agent.Profile.Skills) is { } missing)
        {
            return new RouterCandidate(id, RouterObstacle.LacksSkill, missing, $"{id} lacks {missing.Skill} at level {missing.Level}.");
        }

        if (work.MeantFor is null && !agent.Profile.IsOf(work.Class.Demand))
        {
            var demand = work.Class.Demand;
            return !demand.Teams.IsEmpty && (agent.Settings.Team is not { } team || !demand.Teams.Contains(team))
                ? Because(RouterObstacle.OtherTeam, $"is not of {string.Join(" or ", demand.Teams)}.")
                : Because(RouterObstacle.OtherSite, $"is not at {string.Join(" or ", demand.Sites)}.");
        }

        return (agent, work) switch
        {
            ({ Connected: false }, _) => Because(RouterObstacle.NotConnected, "has no desktop or phone connected."),
            ({ Ready: false }, _) => Because(RouterObstacle.NotReady, $"is not ready ({agent.NotReady})."),
            _ when work.Excludes(agent) => Because(RouterObstacle.Excluded, "was asked already; not again before other work is done or before becoming ready anew."),
            _ when !agent.HasRoomFor(work.Class.Channel) => Because(
                RouterObstacle.NoCapacity,
                $"has {agent.Load.Units} of {agent.Settings.Capacity} units taken; {work.Class.Kind} needs {agent.Profile.CostOf(work.Class.Channel).Units}."),
            (_, { Status: WorkStatus.Scheduled }) => Because(RouterObstacle.NotYet, $"could take it when it begins to wait, at {work.Until:O}."),
            _ when work.Line == work.Queue.Closed => Because(RouterObstacle.QueueClosed, $"could take it when {work.Queue.Id} opens."),
            _ => Because(RouterObstacle.None, "could take it."),
        };
    }

    private static string Summarize(RouterWork work, ImmutableArray<RouterCandidate> candidates)
    {
        switch (work.Status)
        {
            case WorkStatus.Offered:
                return work.Offers!.Next is null ? $"{work.Holder!.Id} is being asked." : $"{Asked(work)} are being asked.";
            case WorkStatus.Scheduled:
                return $"It begins to wait at {work.Until:O}.";
            case WorkStatus.Assigned:
                return $"{work.Agent!.Id} has it.";
            case WorkStatus.WrapUp:
                return $"It has ended; {work.Agent!.Id} does its after-contact work.";
        }

        if (work.Line == work.Queue.Closed)
        {
            return $"It waits in {work.Queue.Id}, which is closed{(work.Queue.Calendar!.Timer.At is { } opens ? $" until {opens:O}" : "")}.";
        }

        var groups = candidates
            .GroupBy(candidate => candidate.Obstacle)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {Describe(group.Key)}");
        var required = work.Class.Demand.Skills.IsEmpty ? "no skill" : string.Join(", ", work.Class.Demand.Skills.Select(skill => $"{skill.Skill} {skill.Level}"));
        return candidates.IsEmpty
            ? "It waits: there are no agents."
            : $"It waits in {work.Queue.Id} and needs {required}. Of {candidates.Length} agents: {string.Join(", ", groups)}.";
    }

    private static string Asked(RouterWork work)
    {
        var asked = new List<string>();
        for (var offer = work.Offers; offer is not null; offer = offer.Next)
        {
            asked.Add(offer.Agent.Id.Value);
        }

        return string.Join(", ", asked);
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
        RouterObstacle.OtherTeam => "of another team",
        RouterObstacle.OtherSite => "at another site",
        RouterObstacle.QueueClosed => "could take it later, as the queue is closed",
        RouterObstacle.NotYet => "could take it later",
        _ => "without room",
    };
}
