using Roles.Tests.Host;

namespace Roles.Tests.Matrix;

/// <summary>What a caller gets of an operation.</summary>
internal enum Cell
{
    Refused,

    Allowed,

    /// <summary>What is the caller's own; another's is refused.</summary>
    Own,

    /// <summary>Whoever brings the proof the operation asks for, logged in or not; without it nobody.</summary>
    Proof,
}

/// <summary>One row of the page.</summary>
/// <param name="Section">The table it stands in.</param>
/// <param name="Name">What is called, as the code publishes it.</param>
/// <param name="Expected">A cell for each of <see cref="People.All"/>, in their order.</param>
/// <param name="ObserveAsync">Calls it and says what came of it.</param>
internal sealed record Operation(string Section, string Name, Cell[] Expected, Func<Caller, Task<Cell>> ObserveAsync)
{
    /// <summary>Whoever comes.</summary>
    public static Cell[] Everybody { get; } = Row(static _ => Cell.Allowed);

    /// <summary>Whoever has logged in.</summary>
    public static Cell[] LoggedIn { get; } = Row(static c => c.Name is null ? Cell.Refused : Cell.Allowed);

    /// <summary>Whoever has the proof.</summary>
    public static Cell[] WithProof { get; } = Row(static _ => Cell.Proof);

    /// <summary>Who has one of the roles, in the tenant that is asked for.</summary>
    public static Cell[] For(params Role[] roles) => Row(c => c.Tenant == People.Acme && c.Roles.Any(roles.Contains) ? Cell.Allowed : Cell.Refused);

    /// <summary>The same, and of what is an agent's the own only.</summary>
    public static Cell[] OwnFor(params Role[] roles) =>
        Row(c => c.Tenant != People.Acme || !c.Roles.Any(roles.Contains) ? Cell.Refused : c.Roles.Contains(Role.Agent) ? Cell.Own : Cell.Allowed);

    public static Cell[] Row(Func<Caller, Cell> cell) => [.. People.All.Select(cell)];
}
