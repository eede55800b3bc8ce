using System.Collections.Immutable;
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Scripting;
using ContactCenter.Storage;
using ContactCenter.Tenants;
using ContactCenter.Tests.Golden;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Scripts;

/// <summary>Events of the world in tests: who raises them, and what the log says became of them.</summary>
internal static class WorldEvents
{
    public static readonly Principal Crm = new(PrincipalKind.Service, "crm") { Tenants = [CenterFixture.Acme], Roles = [Role.Integration] };

    public static ImmutableDictionary<string, string> Fields(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var made = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (name, value) in fields)
        {
            made[name] = value;
        }

        return made.ToImmutable();
    }

    public static async Task<DeskResult> RaiseAsync(CenterFixture center, WorldEvent e) =>
        await center.Services.GetRequiredService<IScriptEvents>().RaiseAsync(Crm, CenterFixture.Acme, e);

    /// <summary>Waits until so many events are settled; how the last one was.</summary>
    public static async Task<Dictionary<string, JsonElement>> SettledAsync(CenterFixture center, int count)
    {
        await UntilAsync(center, async () => await CountAsync(center, "event.settled") >= count, $"{count} events are settled");
        return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>((await LogAsync(center)).Last(static e => e.Entry.Kind == "event.settled").Entry.Body.Span)!;
    }

    public static async Task<int> CountAsync(CenterFixture center, string kind) => (await LogAsync(center)).Count(e => e.Entry.Kind == kind);

    /// <summary>Looks again whenever something becomes durable.</summary>
    public static async Task UntilAsync(CenterFixture center, Func<Task<bool>> isSo, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await foreach (var _ in StorageOf(center).Log.FollowAsync(LogPosition.Start, limit.Token))
            {
                if (await isSo())
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        throw new TimeoutException($"It did not happen: {what}. The log ends with {string.Join(", ", (await LogAsync(center)).TakeLast(10).Select(static e => e.Entry.Kind))}.");
    }

    /// <summary>Waits until these texts, in order, are the next that went out.</summary>
    public static async Task SaidAsync(CenterFixture center, params string[] texts)
    {
        var said = center.Said;
        center.Said += texts.Length;
        await UntilAsync(center, () => Task.FromResult(center.Channel.Sent.Count >= said + texts.Length), $"\"{string.Join("\", \"", texts)}\" is said, after {string.Join(" | ", center.Channel.Sent.Select(static m => m.Text))}");
        center.Channel.Sent.Skip(said).Take(texts.Length).Select(static message => message.Text).ShouldBe(texts);
    }

    public static async Task<CustomerId> CustomerAsync(CenterFixture center, string phone) =>
        (await StorageOf(center).Customers.FindAsync(Address.Phone(phone))).ShouldNotBeNull();

    public static Task<List<CommittedEntry>> LogAsync(CenterFixture center) => StorageOf(center).Log.AllAsync();

    public static ITenantStorage StorageOf(CenterFixture center) => center.Services.GetRequiredService<TenantRegistry>().Find(CenterFixture.Acme)!.Storage;

    /// <summary>Opens jobs, and holds that up where a test says so.</summary>
    public sealed class OpenJob : IScriptAction
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public bool Holds { get; init; }

        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ScriptActionSignature Signature { get; } = new("job.open", [new ScriptField("street", "text")], [new ScriptField("number", "text"), new ScriptField("street", "text", IsOptional: true)]) { Timeout = TimeSpan.FromMinutes(5) };

        public void Release() => _released.SetResult();

        public async ValueTask<ScriptActionResult> InvokeAsync(ScriptActionCall call, CancellationToken cancellationToken)
        {
            Began.TrySetResult();
            if (Holds)
            {
                await _released.Task.WaitAsync(cancellationToken);
            }

            return new ScriptActionResult(true, Fields(("number", $"J{Interlocked.Increment(ref _count)}"), ("street", call.Arguments["street"])));
        }
    }
}
