using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContactCenter.Desktop.Circuit;

/// <summary>What only the browser knows or can do: its time zone, the focus, the scroll position, keys pressed anywhere.</summary>
internal sealed class Browser(IJSRuntime script) : IAsyncDisposable
{
    private const string Module = "./_content/ContactCenter.Desktop/desktop.js";

    private IJSObjectReference? _module;

    /// <summary>The browser's time zone; UTC until it is known.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Reads the time zone and starts to listen for the shortcuts.</summary>
    public async Task StartAsync(DotNetObjectReference<Shortcuts> shortcuts)
    {
        _module = await script.InvokeAsync<IJSObjectReference>("import", Module);
        if (await _module.InvokeAsync<string?>("start", shortcuts) is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            Zone = zone;
        }
    }

    /// <summary>Moves the focus to the first element that matches; nothing happens when there is none.</summary>
    public ValueTask FocusAsync(string selector) => _module?.InvokeVoidAsync("focus", selector) ?? default;

    /// <summary>Shows the end of a list that grows, unless the person has scrolled away from it.</summary>
    public ValueTask FollowAsync(ElementReference list, bool always) => _module?.InvokeVoidAsync("follow", list, always) ?? default;

    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            return; // the browser has gone, and its module with it
        }
    }
}
