using ContactCenter.Desk;

namespace ContactCenter.Desktop.Circuit;

/// <summary>
/// The key of each thing a person does: fresh, unless the same command was tried just before and nobody knows whether it was
/// done. Then the retry has the key of the first try, and nothing happens twice.
/// </summary>
internal sealed class CommandKeys(TimeProvider time)
{
    /// <summary>A person who presses the button again later than this means it anew.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(5);

    private readonly Dictionary<object, Try> _open = [];

    public Guid KeyOf(DeskCommand command)
    {
        var now = time.GetUtcNow();
        var slot = SlotOf(command);
        if (_open.TryGetValue(slot, out var before) && before.Command == command && now - before.At < Retry)
        {
            return before.Key;
        }

        var key = Guid.CreateVersion7(now);
        _open[slot] = new Try(command, key, now);
        return key;
    }

    /// <summary>The outcome is known: doing the same again is something new.</summary>
    public void Settle(DeskCommand command) => _open.Remove(SlotOf(command));

    // Ready, not ready, ready: the third is no retry of the first. What a person says of the same matter replaces what was said before.
    private static object SlotOf(DeskCommand command) => command switch
    {
        DeskCommand.SignIn or DeskCommand.SignOut or DeskCommand.SetReady or DeskCommand.SetNotReady => "presence",
        DeskCommand.TransferToQueue transfer => ("transfer", transfer.Interaction),
        DeskCommand.TransferToAgent transfer => ("transfer", transfer.Interaction),
        DeskCommand.CloseInteraction close => ("close", close.Interaction),
        DeskCommand.SendMessage send => ("send", send.Interaction),
        DeskCommand.AddNote note => ("note", note.Interaction),
        _ => command,
    };

    private sealed record Try(DeskCommand Command, Guid Key, DateTimeOffset At);
}
