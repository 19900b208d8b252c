class Shape:
    def __init__(self, width, height, *, color): self.area = width * height
Shape(1)
