namespace ContactCenter;

/// <summary>A skill to a level: what an agent has, or what work requires.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Level">1 (knows of it) to 10 (the specialist).</param>
public readonly record struct SkillLevel(SkillId Skill, int Level);
