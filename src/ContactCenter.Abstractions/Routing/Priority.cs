namespace ContactCenter;

/// <summary>How urgent work is.</summary>
/// <param name="Value">0 (usual) to 100; each step is worth waiting time, as the queue says. <see cref="Emergency"/> goes before everything.</param>
[System.Text.Json.Serialization.JsonConverter(typeof(PriorityJsonConverter))]
public readonly record struct Priority(int Value)
{
    /// <summary>The usual priority.</summary>
    public static Priority Normal => default;

    /// <summary>Before all other work, never shed.</summary>
    public static Priority Emergency => new(1_000);

    /// <summary>Whether this is the emergency band.</summary>
    public bool IsEmergency => Value >= Emergency.Value;
}
