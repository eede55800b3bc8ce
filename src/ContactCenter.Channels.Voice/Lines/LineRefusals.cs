using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Lines;

/// <summary>Why a number cannot be called outside, with the remedy: <c>docs/errors.md</c>.</summary>
internal static class LineRefusals
{
    public static readonly CallOrderResult Prefix = new("CC2420", "The center may not call numbers that begin like this. Check the number, or ask an administrator to allow the beginning.");
    public static readonly CallOrderResult Rate = new("CC2421", "The center has begun as many calls within a minute as it may. Try again in a minute.");
    public static readonly CallOrderResult Cost = new("CC2422", "The center has spent on calls what it may spend a day. An administrator can raise the bound.");
    public static readonly CallOrderResult Unreached = new("CC2423", "No trunk of the center reaches this number. Check the number, or ask an administrator for a trunk that does.");
    public static readonly CallOrderResult Down = new("CC2424", "The trunk that reaches this number cannot be used at this moment. Try again later; an administrator finds why in the center's health.");
    public static readonly CallOrderResult Full = new("CC2425", "All lines of the center that reach this number are in use. Try again once a call has ended.");

    /// <summary>Why no trunk takes the number.</summary>
    public static CallOrderResult Of(string number, bool isEmergency, IReadOnlyList<TrunkOffer> trunks)
    {
        var reaching = trunks.Where(t => TrunkChoice.CostOf(number, isEmergency, t.CostPerMinute) is not null).ToList();
        return reaching.Count == 0 ? Unreached : reaching.Exists(static t => t.IsUp) ? Full : Down;
    }
}
