using Microsoft.JSInterop;

namespace ContactCenter.Desktop.Circuit;

/// <summary>Keys that work wherever the focus is. The list is in <c>desktop.js</c> and in the help dialog.</summary>
internal sealed class Shortcuts : IDisposable
{
    public const string Accept = "accept";
    public const string Decline = "decline";
    public const string Reply = "reply";
    public const string Note = "note";
    public const string Help = "help";
    public const string Call = "call";

    /// <summary>Followed by the place in the list, 1 to 9.</summary>
    public const string Work = "work-";

    private DotNetObjectReference<Shortcuts>? _reference;

    public event Func<string, Task>? Pressed;

    public DotNetObjectReference<Shortcuts> Reference => _reference ??= DotNetObjectReference.Create(this);

    [JSInvokable("Press")]
    public async Task PressAsync(string what)
    {
        foreach (var listener in Pressed?.GetInvocationList().Cast<Func<string, Task>>() ?? [])
        {
            await listener(what);
        }
    }

    public void Dispose() => _reference?.Dispose();
}
