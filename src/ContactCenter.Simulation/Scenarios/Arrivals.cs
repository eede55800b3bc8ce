using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactCenter.Simulation;

/// <summary>When contacts come. In JSON <c>kind</c> says which. A closed set.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Poisson), "poisson")]
[JsonDerivedType(typeof(Profile), "profile")]
[JsonDerivedType(typeof(Listed), "listed")]
[JsonDerivedType(typeof(CsvFile), "csv")]
public abstract record Arrivals
{
    private protected Arrivals()
    {
    }

    /// <summary>By chance, at the same rate all the time.</summary>
    /// <param name="PerHour">Contacts per hour; 0 or more.</param>
    public sealed record Poisson(double PerHour) : Arrivals;

    /// <summary>By chance, at a rate that changes from interval to interval. After the last interval nobody comes.</summary>
    /// <param name="Interval">How long an interval is; over 0.</param>
    /// <param name="PerInterval">How many contacts each brings on average; each 0 or more, and 0 where one begins at the scenario's end or later.</param>
    public sealed record Profile(TimeSpan Interval, ImmutableArray<double> PerInterval) : Arrivals;

    /// <summary>Just these, on every simulated day.</summary>
    /// <param name="Contacts">In any order.</param>
    public sealed record Listed(ImmutableArray<ListedContact> Contacts) : Arrivals;

    /// <summary>Those of a file, read by <see cref="ScenarioJson"/> beside the scenario's own file; see <see cref="ContactCsv"/>.</summary>
    /// <param name="File">Its name, relative to the scenario's folder.</param>
    public sealed record CsvFile(string File) : Arrivals;
}

/// <summary>One contact of a list. What is null is drawn as the contact type says.</summary>
/// <param name="At">How long after the scenario's start it comes; 0 or more.</param>
/// <param name="Handling">How long an agent is busy with it.</param>
/// <param name="Patience">How long its customer waits.</param>
/// <param name="WrapUp">How long the after-contact work takes.</param>
public sealed record ListedContact(TimeSpan At, TimeSpan? Handling = null, TimeSpan? Patience = null, TimeSpan? WrapUp = null);
