using System.Collections.Immutable;
using ContactCenter.Scripting;

namespace ContactCenter.Testing.Conformance;

/// <summary>A script action that is tried.</summary>
/// <param name="Action">The action.</param>
/// <param name="Arguments">Arguments with which it succeeds.</param>
/// <param name="Changes">How often it has changed the world so far, where it can tell; null for an action that only asks.</param>
public sealed record ScriptActionSubject(IScriptAction Action, ImmutableDictionary<string, string> Arguments, Func<int>? Changes = null);

/// <summary>What every script action does.</summary>
public static class ScriptActionConformance
{
    private static readonly TenantId Acme = new("acme");
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);
    private static readonly string[] Hostile = ["", "\0", "'; drop table plants", "<script>", "../../etc/passwd", "😀", ((char)0xD800).ToString(), "-1", "1e999", new string('x', 100_000)];

    /// <summary>The cases.</summary>
    public static IReadOnlyList<ConformanceCase<ScriptActionSubject>> All { get; } =
    [
        new("Its signature can be checked: a dotted name, fields told apart, a bounded time", SignatureAsync),
        new("It gives what it declares, and nothing else", GivesWhatItDeclaresAsync),
        new("An argument that is missing is a failure with a code, not an exception", MissingArgumentsAsync),
        new("A hostile argument is a failure or a result, not an exception", HostileArgumentsAsync),
        new("Asked again with the same key, it does nothing twice", RepeatsAsync),
        new("Asked many times at once, it answers each", AtOnceAsync),
        new("Given up, it ends", GivenUpAsync),
    ];

    private static Task SignatureAsync(ScriptActionSubject subject)
    {
        var signature = subject.Action.Signature;
        Expect.True(KeyRules.IsValid(signature.Name) && signature.Name.Contains('.', StringComparison.Ordinal), $"'{signature.Name}' is a dotted key such as plant.state");
        Expect.True(signature.Timeout > TimeSpan.Zero && signature.Timeout <= LongestTimeout, $"its time limit {signature.Timeout} is above 0 and at most {LongestTimeout}");
        foreach (var fields in (ImmutableArray<ScriptField>[])[signature.Parameters, signature.Result])
        {
            Expect.Equal(fields.Length, fields.Select(static f => f.Name).Distinct(StringComparer.Ordinal).Count(), "names told apart");
            Expect.True(fields.All(static f => f.Name.Length > 0 && f.Type.Length > 0), "each field has a name and a type");
        }

        Expect.True(subject.Arguments.Keys.All(a => signature.Parameters.Any(p => p.Name == a)), "the arguments it succeeds with are declared");
        return Task.CompletedTask;
    }

    private static async Task GivesWhatItDeclaresAsync(ScriptActionSubject subject)
    {
        var result = await InvokeAsync(subject, NewKey(), subject.Arguments);
        Expect.True(result.Succeeded, $"it succeeds with its arguments; it said '{result.Code}'");
        var declared = subject.Action.Signature.Result;
        Expect.Same([], result.Fields.Keys.Except(declared.Select(static f => f.Name), StringComparer.Ordinal), "fields that are not declared");
        Expect.Same([], declared.Where(f => !f.IsOptional && !result.Fields.ContainsKey(f.Name)).Select(static f => f.Name), "fields that are missing");
    }

    private static async Task MissingArgumentsAsync(ScriptActionSubject subject)
    {
        foreach (var parameter in subject.Action.Signature.Parameters.Where(static p => !p.IsOptional))
        {
            var result = await InvokeAsync(subject, NewKey(), subject.Arguments.Remove(parameter.Name));
            Expect.True(!result.Succeeded && KeyRules.IsValid(result.Code), $"without '{parameter.Name}' it fails with a code; it was {result}");
        }
    }

    private static async Task HostileArgumentsAsync(ScriptActionSubject subject)
    {
        foreach (var parameter in subject.Action.Signature.Parameters)
        {
            foreach (var value in Hostile)
            {
                var result = await InvokeAsync(subject, NewKey(), subject.Arguments.SetItem(parameter.Name, value));
                Expect.True(result.Succeeded || KeyRules.IsValid(result.Code), $"a failure has a code; it was '{result.Code}'");
            }
        }
    }

    private static async Task RepeatsAsync(ScriptActionSubject subject)
    {
        if (!subject.Action.Signature.IsRepeatable)
        {
            return; // it is never asked again
        }

        var (key, before) = (NewKey(), subject.Changes?.Invoke() ?? 0);
        var first = await InvokeAsync(subject, key, subject.Arguments);
        var again = await InvokeAsync(subject, key, subject.Arguments);
        Expect.Equal(first.Succeeded, again.Succeeded, "whether it succeeded");
        Expect.Same(first.Fields.OrderBy(static f => f.Key, StringComparer.Ordinal), again.Fields.OrderBy(static f => f.Key, StringComparer.Ordinal), "the result");
        Expect.True((subject.Changes?.Invoke() ?? 0) - before <= 1, "the world was changed once at most");
    }

    private static async Task AtOnceAsync(ScriptActionSubject subject)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => InvokeAsync(subject, NewKey(), subject.Arguments))));
        Expect.Equal(16, results.Count(static r => r.Succeeded), "calls that succeeded");
    }

    private static async Task GivenUpAsync(ScriptActionSubject subject)
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        try
        {
            await subject.Action.InvokeAsync(Call(NewKey(), subject.Arguments), cancelled.Token).AsTask().WaitAsync(subject.Action.Signature.Timeout, TimeProvider.System);
        }
        catch (OperationCanceledException)
        {
            // One way to end; having answered is the other.
        }
        catch (TimeoutException e)
        {
            throw new ConformanceException($"Given up before it began, it has not ended within its {subject.Action.Signature.Timeout}.", e);
        }
    }

    private static async Task<ScriptActionResult> InvokeAsync(ScriptActionSubject subject, Guid key, ImmutableDictionary<string, string> arguments)
    {
        try
        {
            return await subject.Action.InvokeAsync(Call(key, arguments), CancellationToken.None);
        }
        catch (Exception e)
        {
            throw new ConformanceException($"{subject.Action.Signature.Name} threw {e.GetType().Name}: {e.Message}; a failure with a code was expected.", e);
        }
    }

    private static Guid NewKey() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private static ScriptActionCall Call(Guid key, ImmutableDictionary<string, string> arguments) => new(key, Acme, new InteractionId(DerivedId.From("conformance")), arguments);
}
