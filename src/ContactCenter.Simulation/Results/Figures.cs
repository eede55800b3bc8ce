using System.Collections.Immutable;

namespace ContactCenter.Simulation;

/// <summary>The figures of some contacts (a queue's, a type's, an interval's), each with its interval over the days.</summary>
public sealed class Figures
{
    private readonly Tally[] _days;
    private readonly double _confidence;
    private readonly ServiceLevelGoal _goal;

    internal Figures(string name, ServiceLevelGoal goal, Tally[] days, double confidence, ImmutableArray<Figures> byInterval)
    {
        (Name, _goal, _days, _confidence, ByInterval) = (name, goal, days, confidence, byInterval);
    }

    /// <summary>Whose figures they are.</summary>
    public string Name { get; }

    /// <summary>What the service level is measured against. Contacts of several queues are each measured by their own queue's time.</summary>
    public ServiceLevelGoal Goal => _goal;

    /// <summary>Contacts a day, those of customers who called again included.</summary>
    public Estimate Arrived => Mean(static day => day.Arrived);

    /// <summary>Served contacts a day.</summary>
    public Estimate Served => Mean(static day => day.Served);

    /// <summary>Contacts a day that were served in time.</summary>
    public Estimate ServedInTime => Mean(static day => day.ServedInTime);

    /// <summary>Contacts a day whose customer left.</summary>
    public Estimate Abandoned => Mean(static day => day.Abandoned);

    /// <summary>Contacts a day the router refused or ended.</summary>
    public Estimate Refused => Mean(static day => day.Refused);

    /// <summary>The share of contacts whose customer left.</summary>
    public Estimate AbandonedShare => Ratio(static day => day.Abandoned, static day => day.Arrived);

    /// <summary>The share of contacts refused.</summary>
    public Estimate RefusedShare => Ratio(static day => day.Refused, static day => day.Arrived);

    /// <summary>The mean wait of the served, in seconds (average speed of answer).</summary>
    public Estimate SpeedOfAnswer => Ratio(static day => day.ServedWait, static day => day.Served);

    /// <summary>The mean wait of everyone, in seconds, whatever ended it.</summary>
    public Estimate MeanWait => Ratio(static day => day.Wait, static day => day.Arrived);

    /// <summary>The mean handling time of the served, in seconds, without wrap-up.</summary>
    public Estimate MeanHandling => Ratio(static day => day.Handling, static day => day.Served);

    /// <summary>The longest wait of a day, in seconds: the mean over the days.</summary>
    public Estimate LongestWait => Mean(static day => day.LongestWait);

    /// <summary>The longest wait of any day, in seconds.</summary>
    public double LongestWaitEver => _days.Max(static day => day.LongestWait);

    /// <summary>The service level by the goal's formula.</summary>
    public Estimate ServiceLevel => ServiceLevelBy(_goal.Formula);

    /// <summary>The same figures for the contacts of each interval; empty for an interval's own.</summary>
    public ImmutableArray<Figures> ByInterval { get; }

    /// <summary>The service level by any formula.</summary>
    /// <param name="formula">How customers who left count.</param>
    public Estimate ServiceLevelBy(ServiceLevelFormula formula) => Ratio(static day => day.ServedInTime, day => day.Denominator(formula));

    private Estimate Mean(Func<Tally, double> of) => Estimate.OfMean(Array.ConvertAll(_days, day => of(day)), _confidence);

    private Estimate Ratio(Func<Tally, double> above, Func<Tally, double> below) =>
        Estimate.OfRatio(Array.ConvertAll(_days, day => above(day)), Array.ConvertAll(_days, day => below(day)), _confidence);
}
