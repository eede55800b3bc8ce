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

    /// <summary>Drops the drafts of whoever used this tab before. Keys of drafts begin with the owner's.</summary>
    public ValueTask OwnDraftsAsync(string owner) => _module?.InvokeVoidAsync("ownDrafts", owner) ?? default;

    /// <summary>What was typed under the key before the page was loaded again; null when nothing was.</summary>
    public async ValueTask<Draft?> DraftAsync(string key) => _module is null ? null : await _module.InvokeAsync<Draft?>("draft", key);

    /// <summary>Keeps a draft in the tab; typing is kept by the browser itself.</summary>
    public ValueTask KeepDraftAsync(string key, Draft draft) => _module?.InvokeVoidAsync("keepDraft", key, draft.Text, draft.IsNote) ?? default;

    /// <summary>Drops the draft that was sent, unless it has changed since.</summary>
    public ValueTask ForgetDraftAsync(string key, string sent) => _module?.InvokeVoidAsync("forgetDraft", key, sent) ?? default;

    /// <summary>Makes text fields tell what is typed once it rests, and keep the indentation at a new line.</summary>
    public ValueTask EditAsync(string selector) => _module?.InvokeVoidAsync("edit", selector) ?? default;

    /// <summary>Selects a place in a text field and brings it into sight. Lines and columns count from 1.</summary>
    public ValueTask SelectAsync(string selector, int line, int column, int length) => _module?.InvokeVoidAsync("select", selector, line, column, length) ?? default;

    /// <summary>Has the browser save a file. The content is read to its end and closed.</summary>
    public async ValueTask SaveAsync(string name, string type, Stream content)
    {
        using var reference = new DotNetStreamReference(content);
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("save", name, type, reference);
        }
    }

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
