namespace ContactCenter.Simulation;

/// <summary>
/// How many agents of each group each interval needs, asked of the real router: from a guess by formulas, agents are added where goals are missed
/// and taken out again where they are not needed. Skills, priorities, overflow and every other rule count, as they are simulated. A heuristic: the
/// result meets the goals and nobody can be taken out; another distribution over the groups may still be cheaper.
/// </summary>
public static class StaffingSearch
{
    /// <summary>Searches.</summary>
    /// <param name="scenario">The scenario; the staffing of its groups is replaced, their shifts are kept.</param>
    /// <param name="options">How to search.</param>
    /// <param name="cancellationToken">Stops it; nothing is kept.</param>
    /// <exception cref="ScenarioException">The scenario cannot be run, or no group can serve some queue.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static StaffingPlan Find(Scenario scenario, StaffingSearchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        options ??= new StaffingSearchOptions();
        if (options.MostSimulations is < 1 or > 100_000)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MostSimulations, "Give 1 to 100,000 simulations.");
        }

        ScenarioRules.Check(scenario);
        return new Search(scenario, options, cancellationToken).Run();
    }

    private sealed class Search
    {
        private const int Patience = 10; // rounds in a row in which more agents do not help

        private readonly Scenario _scenario;
        private readonly StaffingSearchOptions _options;
        private readonly CancellationToken _cancellation;
        private readonly int[][] _groupsOf; // by contact type, who can serve it, fewest skills first
        private readonly int[][] _groupsOfQueue; // by queue, who can serve any of what comes to it
        private readonly int _intervals;
        private int _simulations;

        public Search(Scenario scenario, StaffingSearchOptions options, CancellationToken cancellationToken)
        {
            (_scenario, _options, _cancellation) = (scenario, options, cancellationToken);
            _intervals = scenario.IntervalCount;
            _groupsOf = [.. scenario.Contacts.Select(type => InOrder(Enumerable.Range(0, scenario.Groups.Length).Where(group => Capability.CanServe(scenario, type, scenario.Groups[group]))))];
            _groupsOfQueue = [.. scenario.Queues.Select(queue => InOrder(_groupsOf.Where((_, type) => scenario.Contacts[type].Queue == queue.Settings.Id).SelectMany(static groups => groups).Distinct()))];
            for (var type = 0; type < _groupsOf.Length; type++)
            {
                if (_groupsOf[type].Length == 0)
                {
                    throw new ScenarioException(
                        $"No group can serve the contact type '{scenario.Contacts[type].Name}' in the queue '{scenario.Contacts[type].Queue}', not in its widest ring either: none has the skills, the team, the site and the capacity for '{scenario.Contacts[type].Channel}' that they ask. Add such a group, or give to one what it lacks.");
                }
            }
        }

        private bool HasBudget => _simulations < _options.MostSimulations;

        public StaffingPlan Run()
        {
            var staff = Guess();
            var (scenario, result) = Simulate(staff);
            var (best, least, idle) = (Copy(staff), Shortfall(result), 0);
            while (Shortfall(result) > 0 && HasBudget && idle < Patience)
            {
                Add(staff, result);
                (scenario, result) = Simulate(staff);
                idle = Shortfall(result) < least ? 0 : idle + 1;
                (best, least) = idle == 0 ? (Copy(staff), Shortfall(result)) : (best, least);
            }

            if (idle == Patience)
            {
                (scenario, result) = Simulate(best);
                return new StaffingPlan(scenario, result, IsMet: false, IsMinimal: false, _simulations)
                {
                    OutOfReach = [.. Enumerable.Range(0, _groupsOfQueue.Length).Where(queue => IsShort(result.Queues[queue])).Select(queue => result.Queues[queue].Name)],
                };
            }

            var isMinimal = false;
            if (Shortfall(result) == 0)
            {
                isMinimal = TakeOut(staff);
                (scenario, result) = Simulate(staff);
            }

            return new StaffingPlan(scenario, result, Shortfall(result) == 0, isMinimal, _simulations);
        }

        private int[] InOrder(IEnumerable<int> groups) => [.. groups.OrderBy(group => _scenario.Groups[group].Settings.Skills.Length)];

        /// <summary>By Erlang C, each type's work divided among who can do it; a little under it, as pooling helps.</summary>
        private int[][] Guess()
        {
            var load = _scenario.Groups.Select(_ => new double[_intervals]).ToArray();
            for (var number = 0; number < _groupsOf.Length; number++)
            {
                var type = _scenario.Contacts[number];
                var busy = type.Handling.Average + (type.WrapUp?.Average ?? TimeSpan.Zero);
                for (var i = 0; i < _intervals; i++)
                {
                    foreach (var group in _groupsOf[number])
                    {
                        load[group][i] += Expected(type.Arrivals, i) * (busy / _scenario.Interval) / _groupsOf[number].Length;
                    }
                }
            }

            return [.. load.Select(static perInterval => perInterval.Select(static erlangs => (int)Math.Ceiling(erlangs)).ToArray())];
        }

        private double Expected(Arrivals arrivals, int interval)
        {
            var (from, to) = (interval * _scenario.Interval, (interval + 1) * _scenario.Interval);
            return arrivals switch
            {
                Arrivals.Poisson poisson => poisson.PerHour * _scenario.Interval.TotalHours,
                Arrivals.Profile profile => profile.PerInterval.Select((count, i) =>
                {
                    var (begins, ends) = (i * profile.Interval, (i + 1) * profile.Interval);
                    var shared = (ends < to ? ends : to) - (begins > from ? begins : from);
                    return shared > TimeSpan.Zero ? count * (shared / profile.Interval) : 0;
                }).Sum(),
                Arrivals.Listed listed => listed.Contacts.Count(contact => contact.At >= from && contact.At < to),
                _ => 0,
            };
        }

        private (Scenario Scenario, SimulationResult Result) Simulate(int[][] staff)
        {
            _simulations++;
            var scenario = _scenario with
            {
                Groups = [.. _scenario.Groups.Select((group, g) => group with { Staffing = [.. staff[g]], StaffingInterval = _scenario.Interval })],
            };
            return (scenario, Simulator.Run(scenario, _options.Simulation, _cancellation));
        }

        /// <summary>How many contacts more should have been served in time, over all that is missed.</summary>
        private double Shortfall(SimulationResult result) =>
            _options.EachInterval ? result.Queues.Sum(static queue => queue.ByInterval.Sum(Missing)) : result.Queues.Sum(Missing);

        private static double Missing(Figures figures) =>
            figures.ServiceLevel.Value is var level && level < figures.Goal.Target ? (figures.Goal.Target - level) * figures.Arrived.Value : 0; // nobody came: not a number, nothing missing

        /// <summary>One more wherever a goal is missed: of those who can serve the queue, whose help is the greatest.</summary>
        private void Add(int[][] staff, SimulationResult result)
        {
            for (var queue = 0; queue < _groupsOfQueue.Length; queue++)
            {
                var short_ = Enumerable.Range(0, _intervals).Where(i => IsShort(result.Queues[queue], i)).ToArray();
                if (short_.Length == 0)
                {
                    continue;
                }

                var best = _groupsOfQueue[queue].Length == 1 || !HasBudget ? _groupsOfQueue[queue][0] : _groupsOfQueue[queue].MinBy(group =>
                {
                    var tried = Copy(staff);
                    AddTo(tried[group], short_);
                    return Shortfall(Simulate(tried).Result);
                });
                AddTo(staff[best], short_);
            }
        }

        private bool IsShort(Figures queue) => Enumerable.Range(0, _intervals).Any(i => IsShort(queue, i));

        private bool IsShort(Figures queue, int interval) => _options.EachInterval
            ? Missing(queue.ByInterval[interval]) > 0
            : Missing(queue) > 0 && queue.ByInterval[interval].ServiceLevel.Value < queue.Goal.Target;

        private static void AddTo(int[] staff, int[] intervals)
        {
            foreach (var interval in intervals)
            {
                staff[interval]++;
            }
        }

        /// <summary>Tries to do without each agent, the largest groups first; whether it came to the end.</summary>
        private bool TakeOut(int[][] staff)
        {
            for (var changed = true; changed;)
            {
                changed = false;
                var cells = Enumerable.Range(0, staff.Length).SelectMany(group => Enumerable.Range(0, _intervals).Select(i => (Group: group, Interval: i)));
                foreach (var (group, interval) in cells.Where(cell => staff[cell.Group][cell.Interval] > 0).OrderByDescending(cell => staff[cell.Group][cell.Interval]).ToArray())
                {
                    if (!HasBudget)
                    {
                        return false;
                    }

                    staff[group][interval]--;
                    if (Shortfall(Simulate(staff).Result) > 0)
                    {
                        staff[group][interval]++;
                    }
                    else
                    {
                        changed = true;
                    }
                }
            }

            return true;
        }

        private static int[][] Copy(int[][] staff) => [.. staff.Select(static perInterval => (int[])perInterval.Clone())];
    }
}
