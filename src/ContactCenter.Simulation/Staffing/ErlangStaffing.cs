using System.Collections.Immutable;

namespace ContactCenter.Simulation;

/// <summary>How many agents one queue needs, by closed formulas: for one kind of contact, agents who do nothing else, and a demand that stays as it is.</summary>
public static class ErlangStaffing
{
    /// <summary>The fewest agents that reach a goal.</summary>
    /// <param name="demand">What arrives.</param>
    /// <param name="goal">The service level to reach; 80 % in 20 s by default.</param>
    /// <param name="limits">What must be kept besides.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range, or no number of agents up to 1,000,000 does it.</exception>
    public static StaffingAnswer AgentsFor(QueueDemand demand, ServiceLevelGoal? goal = null, StaffingLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(demand);
        goal ??= ServiceLevelGoal.EightyTwenty;
        limits ??= new StaffingLimits();
        if (goal.Target is not (> 0 and <= 1) || limits.MostOccupancy is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(goal), goal.Target, "The service level's target and the occupancy must be over 0, up to 1.");
        }

        bool IsEnough(StaffingAnswer answer) =>
            answer.ServiceLevel >= goal.Target && answer.Occupancy <= limits.MostOccupancy && answer.AbandonProbability <= limits.MostAbandoned
            && (limits.LongestMeanWait is not { } longest || answer.MeanWaitSeconds <= longest.TotalSeconds);

        // Each figure only gets better with one agent more, so the first number that is enough is found by halving.
        var enough = 1;
        while (!IsEnough(Answer(demand, enough, goal)))
        {
            enough = enough < Demand.MostAgents
                ? Math.Min(enough * 2, Demand.MostAgents)
                : throw new ArgumentOutOfRangeException(nameof(demand), demand, $"Even {Demand.MostAgents} agents do not reach {goal}. Lower the target or the limits.");
        }

        var tooFew = enough / 2;
        while (enough - tooFew > 1)
        {
            var middle = (enough + tooFew) / 2;
            (tooFew, enough) = IsEnough(Answer(demand, middle, goal)) ? (tooFew, middle) : (middle, enough);
        }

        return Answer(demand, enough, goal);
    }

    /// <summary>How a given number of agents does.</summary>
    /// <param name="demand">What arrives.</param>
    /// <param name="agents">1 to 1,000,000.</param>
    /// <param name="goal">Within what time, and by which formula.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static StaffingAnswer Answer(QueueDemand demand, int agents, ServiceLevelGoal? goal = null)
    {
        ArgumentNullException.ThrowIfNull(demand);
        goal ??= ServiceLevelGoal.EightyTwenty;
        if (demand.Patience is { } patience)
        {
            var a = new ErlangA(agents, demand.PerHour, demand.Handling, patience);
            return new StaffingAnswer(
                agents, a.ServiceLevel(goal.Within, goal.Formula, goal.ShortAbandon), a.WaitProbability, a.AbandonProbability, a.MeanWaitSeconds, a.Occupancy);
        }

        var c = new ErlangC(agents, demand.PerHour, demand.Handling);
        return new StaffingAnswer(agents, c.ServiceLevel(goal.Within), c.WaitProbability, 0, c.MeanWaitSeconds, c.Occupancy);
    }

    /// <summary>Interval by interval, each as if its demand had lasted for ever. An interval without contacts needs nobody.</summary>
    /// <param name="length">How long an interval is.</param>
    /// <param name="contacts">How many contacts each brings; 0 or more.</param>
    /// <param name="handling">The mean time an agent is busy with one.</param>
    /// <param name="patience">The mean patience; null: nobody leaves.</param>
    /// <param name="goal">The goal of each interval.</param>
    /// <param name="limits">What must be kept besides.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static ImmutableArray<StaffingAnswer> ByInterval(
        TimeSpan length,
        IEnumerable<double> contacts,
        TimeSpan handling,
        TimeSpan? patience = null,
        ServiceLevelGoal? goal = null,
        StaffingLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        Demand.Duration(length, nameof(length));
        return
        [
            .. contacts.Select(count => count == 0
                ? new StaffingAnswer(0, 1, 0, 0, 0, 0)
                : AgentsFor(new QueueDemand { PerHour = count / length.TotalHours, Handling = handling, Patience = patience }, goal, limits)),
        ];
    }
}
