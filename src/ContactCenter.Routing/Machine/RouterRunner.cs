namespace ContactCenter.Routing;

/// <summary>
/// Carries out many commands on one state, as <see cref="RouterMachine.Run"/> does, with lists that are used again: for replays and simulations
/// that keep no journal. Not thread-safe.
/// </summary>
public sealed class RouterRunner
{
    private readonly RouterTurn _turn;

    /// <summary>Runs on a state.</summary>
    /// <param name="state">The state, settled; changed in place.</param>
    public RouterRunner(RouterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _turn = new RouterTurn(state);
    }

    /// <summary>Carries out a command: decides, applies, and makes the offers that became possible.</summary>
    /// <param name="input">The command.</param>
    /// <param name="now">The time; taken in whole milliseconds.</param>
    /// <param name="records">What happened is added to its end, in order; applied already.</param>
    /// <returns>Why the command was not carried out; null when it was.</returns>
    public RouterRefusal? Run(RouterInput input, DateTimeOffset now, List<RouterRecord> records)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(records);
        return _turn.Run(input, now, records);
    }
}
