namespace StubCarrier;

/// <summary>What goes wrong, switchable at run time through <c>POST /_stub/faults</c>. Chance comes from a seed, so a run can be repeated.</summary>
public sealed class Faults(CarrierOptions options)
{
    private readonly Lock _lock = new();
    private FaultPlan _plan = new();
    private Random _random = new(options.Seed);

    public FaultPlan Plan
    {
        get
        {
            lock (_lock)
            {
                return _plan;
            }
        }

        set
        {
            if (value.Rules.FirstOrDefault(rule => !FaultRule.Modes.Contains(rule.Mode)) is { } unknown)
            {
                throw new ArgumentException($"'{unknown.Mode}' is no fault mode; use one of {string.Join(", ", FaultRule.Modes)}.");
            }

            lock (_lock)
            {
                _plan = value;
                _random = new Random(value.Seed ?? options.Seed);
            }
        }
    }

    /// <summary>The fault that strikes this request: one draw over the rules' probabilities. Null for none.</summary>
    public FaultRule? Draw(string method)
    {
        lock (_lock)
        {
            var draw = _random.NextDouble();
            for (var i = 0; i < _plan.Rules.Count; i++)
            {
                var rule = _plan.Rules[i];
                if (rule.Times == 0 || (rule.On != "any" && !rule.On.Equals(method, StringComparison.OrdinalIgnoreCase)))
                {
                    continue;
                }

                if (draw < rule.Probability)
                {
                    if (rule.Times is { } times)
                    {
                        var rules = _plan.Rules.ToList();
                        rules[i] = rule with { Times = times - 1 };
                        _plan = _plan with { Rules = rules };
                    }

                    return rule;
                }

                draw -= rule.Probability;
            }

            return null;
        }
    }

    public bool Happens(double probability)
    {
        lock (_lock)
        {
            return probability > 0 && _random.NextDouble() < probability;
        }
    }
}

/// <summary>The faults in force.</summary>
public sealed record FaultPlan
{
    public int? Seed { get; init; }

    /// <summary>Faults of the API; at most one strikes a request.</summary>
    public IReadOnlyList<FaultRule> Rules { get; init; } = [];

    /// <summary>Probability that a webhook (inbound or status) is delivered twice.</summary>
    public double WebhooksTwice { get; init; }

    /// <summary>Probability that a message's status callbacks come in the wrong order.</summary>
    public double StatusDisordered { get; init; }
}

/// <summary>One fault of the API.</summary>
/// <param name="Mode">One of <see cref="Modes"/>; <c>-taken</c> means that the message was taken all the same.</param>
public sealed record FaultRule(string Mode)
{
    public static readonly IReadOnlyList<string> Modes =
        ["429", "500", "500-taken", "502", "502-taken", "503", "503-taken", "504", "504-taken", "cut", "cut-taken", "slow", "garbage-taken", "huge-taken", "404", "redirect", "endless", "stall"];

    /// <summary>How often, 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Where mode <c>redirect</c> leads.</summary>
    public string? Location { get; init; }

    /// <summary>At most so many times; no limit when absent.</summary>
    public int? Times { get; init; }

    /// <summary>Which requests: <c>post</c>, <c>get</c>, <c>media</c> or <c>any</c>.</summary>
    public string On { get; init; } = "post";

    /// <summary>Waits so long before answering (mode <c>slow</c> answers rightly after it).</summary>
    public int LatencyMs { get; init; }

    /// <summary>For 429 and for a 503 that has not taken the message; 0 leaves the header out.</summary>
    public int RetryAfterSeconds { get; init; } = 1;

    public bool Takes => Mode.EndsWith("-taken", StringComparison.Ordinal);
}
