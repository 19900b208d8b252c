class Student:
    def __init__(self): self.grades = []
s = Student()
s.grade.append(5)
