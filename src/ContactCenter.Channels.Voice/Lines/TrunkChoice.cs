namespace ContactCenter.Channels.Voice.Lines;

/// <summary>A trunk at the moment of a choice.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsUp">Whether it answers, or nobody has asked it yet.</param>
/// <param name="HasFreeLine">Whether it has one.</param>
/// <param name="CostPerMinute">What a minute costs by the beginning of the number; empty: it reaches all for nothing.</param>
/// <param name="Priority">Lower is taken first.</param>
internal sealed record TrunkOffer(string Name, bool IsUp, bool HasFreeLine, IReadOnlyDictionary<string, decimal> CostPerMinute, int Priority);

/// <summary>
/// By which trunk a number is called: one that is up and has a free line, the cheapest by the longest beginning that it has a price for, then by priority, then by name. For help every trunk is
/// tried, those that cannot be counted on at last.
/// </summary>
internal static class TrunkChoice
{
    /// <summary>The trunks to try, the best first, each with what a minute costs.</summary>
    public static IReadOnlyList<(string Name, decimal CostPerMinute)> Order(string number, bool isEmergency, IEnumerable<TrunkOffer> trunks) =>
    [
        .. trunks.Where(t => isEmergency || (t.IsUp && t.HasFreeLine))
            .Select(t => (Trunk: t, Cost: CostOf(number, isEmergency, t.CostPerMinute)))
            .Where(static c => c.Cost is not null)
            .OrderBy(static c => c.Trunk.IsUp ? c.Trunk.HasFreeLine ? 0 : 1 : 2).ThenBy(static c => c.Cost).ThenBy(static c => c.Trunk.Priority).ThenBy(static c => c.Trunk.Name, StringComparer.Ordinal)
            .Select(static c => (c.Trunk.Name, c.Cost!.Value)),
    ];

    /// <summary>What a minute costs; null where the trunk does not reach the number.</summary>
    public static decimal? CostOf(string number, bool isEmergency, IReadOnlyDictionary<string, decimal> costs)
    {
        if (costs.Count == 0)
        {
            return 0;
        }

        var longest = costs.Keys.Where(start => number.StartsWith(start, StringComparison.Ordinal)).MaxBy(static start => start.Length);
        return longest is null ? isEmergency ? 0 : null : costs[longest];
    }

    /// <summary>
    /// Whether a call that ended so, before it was answered, is tried by the next trunk: the trunk is to blame, and not who was called. RFC 3261 section 21. A call for help is, unless help is
    /// busy or has declined: a trunk that does not lead there, or not without a contract, has refused it.
    /// </summary>
    public static bool IsTrunksFault(int? status, bool isEmergency) => status is null or 408 or >= 500 and < 600 || (isEmergency && status is >= 300 and < 500 and not (486 or 487));

    /// <summary>Whether a call that was refused so, with the caller's place in it, may be taken without: the place is to blame, or a body in several parts was not understood. RFC 6442 section 4.3.</summary>
    public static bool IsPlacesFault(int? status) => status is 400 or 415 or 424 or 488 or 493 or 513;
}
