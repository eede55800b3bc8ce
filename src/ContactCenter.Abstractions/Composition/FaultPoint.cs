namespace ContactCenter;

/// <summary>
/// Called at named points of the work, such as <c>log.before-commit</c>: a host under test registers one to end the process there.
/// Does nothing in production, where none is registered.
/// </summary>
/// <param name="name">The point's name.</param>
public delegate void FaultPoint(string name);
