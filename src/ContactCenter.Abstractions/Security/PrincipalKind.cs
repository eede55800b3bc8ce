namespace ContactCenter;

/// <summary>The kinds of actors.</summary>
public enum PrincipalKind
{
    /// <summary>The center itself.</summary>
    System,

    /// <summary>An agent, a supervisor, a field operator, an administrator.</summary>
    Person,

    /// <summary>A channel, speaking for a customer or a provider.</summary>
    Channel,

    /// <summary>A program of the host or of a client.</summary>
    Service,
}
