using System.Collections.Immutable;
using ContactCenter.Scripting;

namespace ForeignVendor;

/// <summary>A script action: asks a plant whether it runs.</summary>
public sealed class PlantStateAction(IReadOnlyDictionary<string, bool> plants) : IScriptAction
{
    public ScriptActionSignature Signature { get; } = new(
        "plant.state", [new ScriptField("plant", "text")], [new ScriptField("running", "yes/no")]) { IsRepeatable = true, Timeout = TimeSpan.FromSeconds(3) };

    public ValueTask<ScriptActionResult> InvokeAsync(ScriptActionCall call, CancellationToken cancellationToken) => ValueTask.FromResult(
        call.Arguments.TryGetValue("plant", out var plant) && plants.TryGetValue(plant, out var running)
            ? new ScriptActionResult(true, ImmutableDictionary<string, string>.Empty.Add("running", running ? "yes" : "no"))
            : new ScriptActionResult(false, ImmutableDictionary<string, string>.Empty, "unknown-plant"));
}
