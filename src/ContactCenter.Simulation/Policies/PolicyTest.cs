using System.Collections.Immutable;
using System.Globalization;

namespace ContactCenter.Simulation;

/// <summary>
/// What routing rules must keep, as a test: a scenario, expectations, and <see cref="Check"/>, which simulates and throws
/// <see cref="PolicyViolationException"/>. For any test framework. Not thread-safe.
/// </summary>
public sealed class PolicyTest
{
    private readonly List<Func<SimulationResult, string?>> _expectations = [];
    private readonly Scenario _scenario;
    private SimulationOptions _options = new() { KeepContacts = true };

    private PolicyTest(Scenario scenario) => _scenario = scenario;

    /// <summary>Begins a test of a scenario.</summary>
    public static PolicyTest Of(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new PolicyTest(scenario);
    }

    /// <summary>How many days to simulate, and from what chance; 30 from seed 1 by default.</summary>
    public PolicyTest Simulating(int days, ulong seed = 1)
    {
        _options = _options with { Days = days, Seed = seed };
        return this;
    }

    /// <summary>How to simulate, in full. Contacts are always kept.</summary>
    public PolicyTest Simulating(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options with { KeepContacts = true };
        return this;
    }

    /// <summary>Expects a queue to keep its service level for certain: the whole interval of the figure is at the target or over it.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="percent">The share, in percent; the queue's own goal by default.</param>
    /// <param name="within">The time; the queue's own goal by default.</param>
    /// <param name="formula">How customers who left count; the queue's own goal by default.</param>
    /// <exception cref="ArgumentException">There is no such queue, or the goal is out of its range.</exception>
    public PolicyTest ServiceLevelHolds(string queue, double? percent = null, TimeSpan? within = null, ServiceLevelFormula? formula = null)
    {
        var goal = GoalOf(queue, percent, within, formula);
        return Expect(result => Judge(result.Under(queue, goal), queue, "the day"));
    }

    /// <summary>Expects a queue to keep its service level in each interval with contacts, not only on the whole.</summary>
    /// <inheritdoc cref="ServiceLevelHolds" path="/param|/exception" />
    public PolicyTest ServiceLevelHoldsInEachInterval(string queue, double? percent = null, TimeSpan? within = null, ServiceLevelFormula? formula = null)
    {
        var goal = GoalOf(queue, percent, within, formula);
        return Expect(result =>
        {
            var whole = result.Under(queue, goal);
            return whole.Arrived.Value == 0 ? Judge(whole, queue, "the day") : whole.ByInterval.Where(static interval => interval.Arrived.Value > 0)
                .OrderBy(static interval => interval.ServiceLevel.Low).Select(interval => Judge(interval, queue, interval.Name)).FirstOrDefault();
        });
    }

    /// <summary>Expects that no emergency waits longer, ever.</summary>
    public PolicyTest NoEmergencyWaitsOver(TimeSpan limit) => Nobody("emergency", limit, static contact => contact.Priority.IsEmergency);

    /// <summary>Expects that nobody waits longer, ever, whatever ends the wait.</summary>
    /// <param name="limit">The longest wait.</param>
    /// <param name="queue">The queue; every one by default.</param>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public PolicyTest NobodyWaitsOver(TimeSpan limit, string? queue = null)
    {
        var only = queue is null ? null : Find(queue).Settings.Id.Value;
        return Nobody(only is null ? "contact" : $"contact in '{only}'", limit, contact => only is null || contact.Queue.Value == only);
    }

    /// <summary>Expects that nobody is forgotten: nobody still waits when the day is over, and no wait is longer than the limit.</summary>
    public PolicyTest NobodyStarves(TimeSpan limit)
    {
        Expect(result => FindFirst(result, static contact => contact.Fate == ContactFate.StillWaiting) is { } left
            ? $"nobody starves: {Describe(result, left)} was never served ({Count(result, static contact => contact.Fate == ContactFate.StillWaiting)})."
            : null);
        return NobodyWaitsOver(limit);
    }

    /// <summary>Expects that customers do not leave too often: the whole interval of the share is at the limit or under it.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="percent">The largest share, in percent.</param>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public PolicyTest AbandonedAtMost(string queue, double percent)
    {
        Find(queue);
        return Expect(result => AtMost(Say($"at most {percent:0.##} % leave '{queue}'"), percent, result.Queue(queue).AbandonedShare, "nobody came"));
    }

    /// <summary>Expects that agents of a group are not busy for more than a share of their time.</summary>
    /// <param name="group">The group.</param>
    /// <param name="percent">The largest share, in percent.</param>
    public PolicyTest OccupancyAtMost(string group, double percent) =>
        Expect(result => AtMost(Say($"'{group}' is busy at most {percent:0.##} %"), percent, result.Group(group).Occupancy, "nobody was at work"));

    /// <summary>Expects anything.</summary>
    /// <param name="what">What is expected, as a sentence without its full stop.</param>
    /// <param name="holds">Whether it holds.</param>
    public PolicyTest Expect(string what, Func<SimulationResult, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        return Expect(result => holds(result) ? null : $"{what}: it does not hold.");
    }

    /// <summary>Simulates and judges.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was simulated, for further looks.</returns>
    /// <exception cref="PolicyViolationException">Something expected does not hold; all of it is listed.</exception>
    /// <exception cref="ScenarioException">The scenario cannot be run.</exception>
    public SimulationResult Check(CancellationToken cancellationToken = default)
    {
        var result = Simulator.Run(_scenario, _options, cancellationToken);
        var violations = _expectations.Select(expectation => expectation(result)).OfType<string>().ToImmutableArray();
        return violations.IsEmpty ? result : throw new PolicyViolationException(_scenario.Name, violations);
    }

    private PolicyTest Expect(Func<SimulationResult, string?> expectation)
    {
        _expectations.Add(expectation);
        return this;
    }

    private PolicyTest Nobody(string who, TimeSpan limit, Func<ContactOutcome, bool> counts) => Expect(result =>
        FindFirst(result, contact => counts(contact) && contact.Wait > limit) is { } worst
            ? Say($"no {who} waits over {limit.TotalSeconds:0.###} s: {Describe(result, worst)} waited {worst.Contact.Wait.TotalSeconds:0.###} s ({Count(result, contact => counts(contact) && contact.Wait > limit, counts)}).")
            : null);

    private ScenarioQueue Find(string queue) => _scenario.Queues.FirstOrDefault(each => each.Settings.Id.Value == queue)
        ?? throw new ArgumentException($"There is no queue '{queue}'; there are: {string.Join(", ", _scenario.Queues.Select(static each => each.Settings.Id.Value))}.", nameof(queue));

    private ServiceLevelGoal GoalOf(string queue, double? percent, TimeSpan? within, ServiceLevelFormula? formula)
    {
        var own = Find(queue).Goal;
        var goal = own with { Target = percent / 100 ?? own.Target, Within = within ?? own.Within, Formula = formula ?? own.Formula };
        return ScenarioRules.FindFault(goal) is { } fault ? throw new ArgumentException($"'{queue}' {fault}", nameof(percent)) : goal;
    }

    private static string? Judge(Figures figures, string queue, string when)
    {
        var level = figures.ServiceLevel;
        return level.Low >= figures.Goal.Target ? null
            : double.IsNaN(level.Value) ? $"'{queue}' keeps {figures.Goal}: {(figures.Arrived.Value == 0 ? "nobody came" : "nobody counts")} over {when}, so nothing is shown. Let somebody come, or leave the expectation out."
            : level.High < figures.Goal.Target ? $"'{queue}' keeps {figures.Goal}: it is {Percent(level)} over {when}."
            : $"'{queue}' keeps {figures.Goal}: it is {Percent(level)} over {when}, which is not certain. Simulate more days, or give it room.";
    }

    private static string? AtMost(string promise, double percent, Estimate share, string nothing) => share.High <= percent / 100 ? null
        : double.IsNaN(share.Value) ? $"{promise}: {nothing}, so nothing is shown. Let it happen, or leave the expectation out."
        : double.IsNaN(share.HalfWidth) && share.Value <= percent / 100 ? $"{promise}: it is {Percent(share)}, which is not certain. Simulate more days."
        : $"{promise}: it is {Percent(share)} over {share.Days} days.";

    private static (int Day, ContactOutcome Contact)? FindFirst(SimulationResult result, Func<ContactOutcome, bool> which) =>
        Enumerable.Range(0, result.Days).SelectMany(day => result.ContactsOf(day).Where(which).Select(contact => ((int Day, ContactOutcome Contact)?)(day, contact)))
            .MaxBy(static found => found!.Value.Contact.Wait);

    private static string Count(SimulationResult result, Func<ContactOutcome, bool> which, Func<ContactOutcome, bool>? among = null)
    {
        var all = Enumerable.Range(0, result.Days).SelectMany(day => result.ContactsOf(day)).Where(among ?? (static _ => true)).ToList();
        return $"{all.Count(which)} of {all.Count} in {result.Days} days";
    }

    private static string Describe(SimulationResult result, (int Day, ContactOutcome Contact) found) =>
        $"'{found.Contact.Type}' of {(result.Scenario.Start + found.Contact.ArrivedAt).ToString("HH:mm:ss", CultureInfo.InvariantCulture)} on day {found.Day}";

    private static string Percent(Estimate share) =>
        double.IsNaN(share.HalfWidth) ? Say($"{share.Value * 100:0.0} % on a single day") : Say($"{share.Value * 100:0.0} % ({share.Low * 100:0.0} to {share.High * 100:0.0} %)");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
