using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactCenter.Simulation;

/// <summary>How long something takes, by chance: handling, wrap-up, patience, the way to the accept button. In JSON <c>kind</c> says which. A closed set.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Fixed), "fixed")]
[JsonDerivedType(typeof(Exponential), "exponential")]
[JsonDerivedType(typeof(Lognormal), "lognormal")]
[JsonDerivedType(typeof(Gamma), "gamma")]
[JsonDerivedType(typeof(Empirical), "empirical")]
public abstract record Duration
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private protected Duration()
    {
    }

    /// <summary>What it takes on average.</summary>
    [JsonIgnore]
    public abstract TimeSpan Average { get; }

    /// <summary>In milliseconds.</summary>
    internal abstract double Sample(RandomStream chance);

    internal virtual string? FindFault() => Average < TimeSpan.Zero || Average > Longest ? $"takes {Average:c} on average; give 0 to {Longest.TotalDays:0} days" : null;

    /// <summary>Rounded to the router's whole milliseconds.</summary>
    internal long Draw(RandomStream chance) => (long)Math.Min(Sample(chance) + 0.5, Longest.TotalMilliseconds);

    private static string? Positive(TimeSpan mean) => mean > TimeSpan.Zero ? null : $"has a mean of {mean:c}; give more than 0";

    /// <summary>Always the same.</summary>
    /// <param name="Value">How long; 0 to 30 days.</param>
    public sealed record Fixed(TimeSpan Value) : Duration
    {
        /// <inheritdoc />
        public override TimeSpan Average => Value;

        internal override double Sample(RandomStream chance) => Value.TotalMilliseconds;
    }

    /// <summary>Memoryless, as the closed formulas assume.</summary>
    /// <param name="Mean">On average; over 0, up to 30 days.</param>
    public sealed record Exponential(TimeSpan Mean) : Duration
    {
        /// <inheritdoc />
        public override TimeSpan Average => Mean;

        internal override double Sample(RandomStream chance) => Mean.TotalMilliseconds * chance.NextExponential();

        internal override string? FindFault() => Positive(Mean) ?? base.FindFault();
    }

    /// <summary>The usual shape of handling times: few short ones, some very long.</summary>
    /// <param name="Mean">On average; over 0, up to 30 days.</param>
    /// <param name="Deviation">The standard deviation; 0 to 100 means.</param>
    public sealed record Lognormal(TimeSpan Mean, TimeSpan Deviation) : Duration
    {
        /// <inheritdoc />
        public override TimeSpan Average => Mean;

        internal override double Sample(RandomStream chance)
        {
            var ratio = Deviation / Mean;
            var variance = PortableMath.Log(1 + (ratio * ratio));
            return Mean.TotalMilliseconds * PortableMath.Exp((Math.Sqrt(variance) * chance.NextNormal()) - (variance / 2));
        }

        internal override string? FindFault() =>
            Positive(Mean) ?? (Deviation < TimeSpan.Zero || Deviation > 100 * Mean ? $"has a deviation of {Deviation:c}; give 0 to 100 times the mean" : base.FindFault());
    }

    /// <summary>Between exponential (shape 1) and fixed (a large shape).</summary>
    /// <param name="Mean">On average; over 0, up to 30 days.</param>
    /// <param name="Shape">0.01 to 1,000,000; the squared mean over the variance.</param>
    public sealed record Gamma(TimeSpan Mean, double Shape) : Duration
    {
        /// <inheritdoc />
        public override TimeSpan Average => Mean;

        internal override double Sample(RandomStream chance) => Mean.TotalMilliseconds * chance.NextGamma(Shape) / Shape;

        internal override string? FindFault() =>
            Positive(Mean) ?? (Shape is >= 0.01 and <= 1e6 ? base.FindFault() : FormattableString.Invariant($"has the shape {Shape}; give 0.01 to 1,000,000"));
    }

    /// <summary>One of what was measured, each as likely.</summary>
    /// <param name="Values">At least one; each 0 to 30 days.</param>
    public sealed record Empirical(ImmutableArray<TimeSpan> Values) : Duration
    {
        /// <inheritdoc />
        public override TimeSpan Average => Values.IsDefaultOrEmpty ? TimeSpan.Zero : TimeSpan.FromTicks((long)Values.Average(static value => value.Ticks));

        /// <inheritdoc />
        public bool Equals(Empirical? other) => other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

        /// <inheritdoc />
        public override int GetHashCode() => Values.IsDefaultOrEmpty ? 0 : HashCode.Combine(Values.Length, Values[0]);

        internal override double Sample(RandomStream chance) => Values[chance.NextIndex(Values.Length)].TotalMilliseconds;

        internal override string? FindFault() => Values.IsDefaultOrEmpty ? "has no measured value; give at least one"
            : Values.FirstOrDefault(static value => value < TimeSpan.Zero || value > Longest) is var odd && odd != default ? $"has the measured value {odd:c}; give 0 to {Longest.TotalDays:0} days"
            : null;
    }
}
